import ssh2, { type ParsedKey } from 'ssh2';
import { ConnectionError } from '../connection.ts';
import { readableKey } from './key-text.ts';
import { readSmallFile } from './read-small-file.ts';

/** What a private key file turned out to be. */
export type KeyFile =
  | { readonly kind: 'key'; readonly key: ParsedKey }
  | { readonly kind: 'encrypted'; readonly text: Buffer }
  /** Only the public half: an agent may hold the other. */
  | { readonly kind: 'public'; readonly key: ParsedKey }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unusable'; readonly problem: ConnectionError };

/** Reads a private key file. */
export async function readKeyFile(path: string): Promise<KeyFile> {
  try {
    return parsePrivateKey(await readSmallFile(path), path);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return { kind: 'absent' };
    const why = code === 'EACCES' ? 'permission denied' : code === 'EISDIR' ? 'it is a directory' : message;
    return unusable(path, `cannot be read: ${why}`, 'name a private key file that this user can read');
  }
}

/** Reads a private key; `name` is for messages. A wrong pass-phrase leaves it encrypted. */
export function parsePrivateKey(text: Buffer, name: string, passphrase?: string): KeyFile {
  if (isOfSecurityKey(text)) return unsupported(name, 'is of a security key (FIDO), which the built-in SSH cannot use');
  const readable = readableKey(text, passphrase);
  if (readable === undefined) return { kind: 'encrypted', text };
  const parsed: ParsedKey | ParsedKey[] | Error = ssh2.utils.parseKey(readable, passphrase);
  const key = Array.isArray(parsed) ? (parsed[0] as ParsedKey) : parsed;
  if (!(key instanceof Error)) {
    return { kind: key.isPrivateKey() ? 'key' : 'public', key };
  }
  // Each cipher has its own way to notice a wrong pass-phrase; without one they all say the same.
  if (passphrase !== undefined) return parsePrivateKey(text, name);
  if (/encrypted|passphrase/i.test(key.message)) return { kind: 'encrypted', text };
  const isUnknown = /PRIVATE KEY-----/.test(text.toString('latin1', 0, 200)) && /unsupported/i.test(key.message);
  if (!isUnknown) return unusable(name, 'is no private key', 'name a private key as `ssh-keygen` makes it');
  return unsupported(name, 'is of a type that the built-in SSH cannot use', key);
}

/** The kind of a key stands in its file before anything that a pass-phrase locks (OpenSSH's PROTOCOL.key). */
function isOfSecurityKey(text: Buffer): boolean {
  const body = /-----BEGIN OPENSSH PRIVATE KEY-----([^-]*)/.exec(text.toString('latin1'))?.[1] ?? '';
  return /sk-(ssh-ed25519|ecdsa-sha2-nistp256)@openssh\.com/.test(Buffer.from(body, 'base64').toString('latin1'));
}

function unsupported(name: string, what: string, cause?: Error): KeyFile {
  const help = 'set `ansible_connection: openssh` for this host, or `ssh_fallback: auto` for all';
  return {
    kind: 'unusable',
    problem: new ConnectionError('unsupported', `the key \`${name}\` ${what}`, { help, cause }),
  };
}

/** The public key of a key pair, when `path.pub` has it. */
export async function readPublicKey(path: string): Promise<ParsedKey | undefined> {
  const text = await readSmallFile(`${path.replace(/\.pub$/, '')}.pub`).catch(() => undefined);
  const key = text === undefined ? undefined : ssh2.utils.parseKey(text);
  return key instanceof Error ? undefined : key;
}

function unusable(name: string, what: string, help: string): KeyFile {
  return { kind: 'unusable', problem: new ConnectionError('key-file', `the key \`${name}\` ${what}`, { help }) };
}
