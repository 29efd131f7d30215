import { createPrivateKey, type KeyObject, randomBytes } from 'node:crypto';
import { PacketWriter } from '../openssh/packet-writer.ts';
import { opensshKey, unlockChacha } from './openssh-key.ts';

/**
 * A private key's text as ssh2 reads it: the first private key of the file alone, PKCS#8 (RFC 5208) in an older form, and what only OpenSSH
 * can unlock unlocked. `undefined` where the pass-phrase is wanting or wrong.
 */
export function readableKey(text: Buffer, passphrase?: string): Buffer | undefined {
  const pem = privatePart(text.toString('latin1'));
  if (pem === undefined) return text;
  if (/^-----BEGIN (ENCRYPTED )?PRIVATE KEY-----/.test(pem)) return fromPkcs8(pem, passphrase);
  return passphrase === undefined ? Buffer.from(pem, 'latin1') : unlockChacha(pem, passphrase);
}

/** Certificates, parameters and the public half may stand around it. */
function privatePart(text: string): string | undefined {
  const found = /-----BEGIN ([A-Z0-9 ]*PRIVATE KEY)-----[^-][\s\S]*?-----END \1-----/.exec(text)?.[0];
  return found === undefined ? undefined : `${found.replaceAll('\r', '')}\n`;
}

function fromPkcs8(pem: string, passphrase: string | undefined): Buffer | undefined {
  const isEncrypted = pem.startsWith('-----BEGIN ENCRYPTED');
  if (isEncrypted && passphrase === undefined) return undefined;
  try {
    return traditional(createPrivateKey({ key: pem, ...(isEncrypted && { passphrase }) }));
  } catch {
    // OpenSSL has a code for each of its ways to notice a wrong pass-phrase.
    return isEncrypted ? undefined : Buffer.from(pem);
  }
}

function traditional(key: KeyObject): Buffer {
  const format = 'pem';
  switch (key.asymmetricKeyType) {
    case 'rsa':
      return Buffer.from(key.export({ type: 'pkcs1', format }));
    case 'ec':
      return Buffer.from(key.export({ type: 'sec1', format }));
    case 'ed25519':
      return ed25519(key);
    default:
      return Buffer.from(key.export({ type: 'pkcs8', format }));
  }
}

/** There is no older form for this one than OpenSSH's own. */
function ed25519(key: KeyObject): Buffer {
  const { x = '', d = '' } = key.export({ format: 'jwk' });
  const [publicBytes, seed] = [Buffer.from(x, 'base64url'), Buffer.from(d, 'base64url')];
  const publicKey = new PacketWriter().string('ssh-ed25519').string(publicBytes).bytes();
  const check = randomBytes(4).readUInt32BE();
  const secret = new PacketWriter().uint32(check).uint32(check).string('ssh-ed25519').string(publicBytes);
  const unpadded = secret
    .string(Buffer.concat([seed, publicBytes]))
    .string('')
    .bytes();
  const padding = Array.from({ length: (8 - (unpadded.length % 8)) % 8 }, (_, index) => index + 1);
  return opensshKey(publicKey, Buffer.concat([unpadded, Buffer.from(padding)]));
}
