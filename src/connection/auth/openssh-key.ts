import { createDecipheriv } from 'node:crypto';
import bcrypt from 'bcrypt-pbkdf';
import { PacketReader } from '../openssh/packet-reader.ts';
import { PacketWriter } from '../openssh/packet-writer.ts';

const label = 'OPENSSH PRIVATE KEY';
const magic = Buffer.from('openssh-key-v1\0');

/** Half of a key of this cipher is for the lengths of packets, which a file has none of. */
const chacha = { name: 'chacha20-poly1305@openssh.com', keyBytes: 64 };

/** More rounds than anybody waits for: the key file is no friend's. */
const mostRounds = 10_000;

/** The parts of OpenSSH's own format of private keys (its PROTOCOL.key). */
interface Parts {
  readonly cipher: string;
  readonly kdfOptions: Buffer;
  readonly publicKey: Buffer;
  readonly secret: Buffer;
}

/** Takes the lock off a key that is locked with the one cipher that ssh2 lacks; others are left as they are. A wrong pass-phrase gives undefined. */
export function unlockChacha(pem: string, passphrase: string): Buffer | undefined {
  const parts = partsOf(pem);
  if (parts?.cipher !== chacha.name) return Buffer.from(pem);
  const options = new PacketReader(parts.kdfOptions);
  const [salt, rounds] = [options.string(), options.uint32()];
  const secret = decrypted(parts.secret, keyFrom(passphrase, salt, rounds));
  // The same number stands twice before the key, so that a wrong pass-phrase can be told.
  if (!secret.subarray(0, 4).equals(secret.subarray(4, 8))) return undefined;
  return opensshKey(parts.publicKey, secret);
}

/** A key in this format without a lock; `secret` is what the format has of it, from its check numbers to its padding. */
export function opensshKey(publicKey: Buffer, secret: Buffer): Buffer {
  const head = new PacketWriter().string('none').string('none').string('').uint32(1);
  const body = Buffer.concat([magic, head.string(publicKey).string(secret).bytes()]);
  const lines = body.toString('base64').match(/.{1,70}/g) ?? [];
  return Buffer.from(`-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`);
}

function partsOf(pem: string): Parts | undefined {
  const body = new RegExp(`-----BEGIN ${label}-----([^-]*)`).exec(pem)?.[1];
  const bytes = Buffer.from(body ?? '', 'base64');
  if (!bytes.subarray(0, magic.length).equals(magic)) return undefined;
  const reader = new PacketReader(bytes.subarray(magic.length));
  const cipher = reader.string().toString();
  reader.string();
  const kdfOptions = reader.string();
  reader.uint32();
  return { cipher, kdfOptions, publicKey: reader.string(), secret: reader.string() };
}

function keyFrom(passphrase: string, salt: Buffer, rounds: number): Buffer {
  const bytes = Buffer.from(passphrase);
  const key = Buffer.alloc(chacha.keyBytes);
  const failed =
    rounds > mostRounds || bcrypt.pbkdf(bytes, bytes.length, salt, salt.length, key, key.length, rounds) !== 0;
  if (failed) throw new RangeError('no lock that OpenSSH makes');
  return key;
}

/** The first half of the key from the second block on, as for a packet of number 0 (OpenSSH's PROTOCOL.chacha20poly1305). */
function decrypted(secret: Buffer, key: Buffer): Buffer {
  const counterAndNonce = Buffer.alloc(16);
  counterAndNonce.writeUInt32LE(1);
  return createDecipheriv('chacha20', key.subarray(0, 32), counterAndNonce).update(secret);
}
