import ssh2 from 'ssh2';

/** An ed25519 key pair in OpenSSH's own formats: `private` is a whole key file, `public` is `type base64` as in authorized_keys. */
export interface KeyPair {
  readonly private: string;
  readonly public: string;
}

/** Makes a key that is good for one server's or one client's lifetime. */
export function newKey(): KeyPair {
  for (;;) {
    const pair = ssh2.utils.generateKeyPairSync('ed25519', { comment: 'runbook' });
    if (works(pair)) return { private: pair.private, public: pair.public.split(' ').slice(0, 2).join(' ') };
  }
}

/** Of 150 keys that ssh2 makes, one cannot be read again: it drops a leading zero byte of the number. */
function works(pair: KeyPair): boolean {
  const secret = ssh2.utils.parseKey(pair.private);
  const open = ssh2.utils.parseKey(pair.public);
  if (secret instanceof Error || open instanceof Error) return false;
  return open.verify('probe', secret.sign('probe')) === true;
}
