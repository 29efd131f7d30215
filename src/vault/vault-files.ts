import { readFile } from 'node:fs/promises';
import { decrypt } from './decrypt.ts';
import { encrypt } from './encrypt.ts';
import { isVaulted, parseEnvelope } from './envelope.ts';
import { type FileMode, replaceFile } from './replace-file.ts';
import type { VaultSecret } from './secret.ts';
import { VaultError } from './vault-error.ts';

/** Makes the new content of a file from the old; `path` is for complaints. */
export type Rewrite = (content: Buffer, path: string) => Promise<Buffer>;

/** Seals plain files with one password; refuses one that is vaulted already. */
export function encrypting(secret: VaultSecret): Rewrite {
  return async (content, path) => {
    if (!isVaulted(content)) return Buffer.from(await encrypt(content, secret));
    throw new VaultError(
      'vault-file',
      `\`${path}\` is encrypted already`,
      `change its password with \`runbook vault rekey ${path}\``,
    );
  };
}

/** Opens vaulted files with the first of `secrets` that fits. */
export function decrypting(secrets: readonly VaultSecret[]): Rewrite {
  return async (content, path) => (await openVaulted(content, path, secrets)).plaintext;
}

/** Opens vaulted files and seals them with another password. */
export function rekeying(secrets: readonly VaultSecret[], replacement: VaultSecret): Rewrite {
  return async (content, path) => {
    const { plaintext } = await openVaulted(content, path, secrets);
    return Buffer.from(await encrypt(plaintext, replacement));
  };
}

/** A vaulted file that was opened: what it holds, the password, and the id its header names. */
export interface OpenedFile {
  readonly plaintext: Buffer;
  readonly secret: VaultSecret;
  readonly id?: string;
}

/** Opens one file's content. Throws {@link VaultError} that names `path`. */
export async function openVaulted(content: Buffer, path: string, secrets: readonly VaultSecret[]): Promise<OpenedFile> {
  if (!isVaulted(content)) {
    throw new VaultError(
      'vault-file',
      `\`${path}\` is not encrypted`,
      `encrypt it with \`runbook vault encrypt ${path}\``,
    );
  }
  const armoured = content.toString('latin1');
  try {
    const opened = await decrypt(armoured, secrets);
    const { id } = parseEnvelope(armoured);
    return id === undefined ? opened : { ...opened, id };
  } catch (error) {
    if (error instanceof VaultError)
      throw new VaultError(error.code, `\`${path}\`: ${error.message}`, error.help, error);
    throw error;
  }
}

/** Reads a file that a user named. Throws {@link VaultError} `vault-file`. */
export async function readNamedFile(path: string): Promise<Buffer> {
  return readFile(path).catch((cause: unknown) => {
    const why = (cause as NodeJS.ErrnoException).code === 'ENOENT' ? 'no such file' : (cause as Error).message;
    throw new VaultError('vault-file', `cannot read \`${path}\`: ${why}`, 'check the path', cause);
  });
}

/**
 * Rewrites files in place: all are read and worked out before the first is written, so that a wrong password for the last one
 * leaves every file as it was.
 */
export async function rewriteFiles(paths: readonly string[], rewrite: Rewrite, mode: FileMode): Promise<void> {
  const contents: { path: string; content: Buffer }[] = [];
  for (const path of paths) contents.push({ path, content: await rewrite(await readNamedFile(path), path) });
  for (const { path, content } of contents) await replaceFile(path, content, mode);
}
