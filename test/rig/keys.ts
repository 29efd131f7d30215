import ssh2 from 'ssh2';

/** A key pair in OpenSSH's own formats: `private` is a whole key file, `public` is `type base64` as in authorized_keys. */
export interface KeyPair {
  readonly private: string;
  readonly public: string;
}

/** Makes an ed25519 key that is good for one test. */
export function newKey(): KeyPair {
  const pair = ssh2.utils.generateKeyPairSync('ed25519', { comment: 'runbook-test' });
  return { private: pair.private, public: pair.public.split(' ').slice(0, 2).join(' ') };
}
