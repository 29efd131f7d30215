import { access, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { encrypt } from './encrypt.ts';
import { replaceFile } from './replace-file.ts';
import type { VaultSecret } from './secret.ts';
import { VaultError } from './vault-error.ts';
import { openVaulted, readNamedFile } from './vault-files.ts';

/** Lets the user change a file; resolves when they are done, rejects when the editor failed. */
export type Editor = (path: string) => Promise<void>;

/** How to edit: the passwords that may open the file, and the one to seal it with in place of the one that opened it. */
export interface EditOptions {
  readonly secrets: readonly VaultSecret[];
  readonly sealWith?: VaultSecret;
  readonly editor: Editor;
}

/**
 * Edits a vaulted file. Left unchanged, it is not sealed again (its bytes stay as they are) and the answer is `false`.
 * Throws {@link VaultError}.
 */
export async function editFile(path: string, { secrets, sealWith, editor }: EditOptions): Promise<boolean> {
  const { plaintext, secret, id } = await openVaulted(await readNamedFile(path), path, secrets);
  const edited = await editPrivately(basename(path), plaintext, editor);
  if (edited.equals(plaintext) && !sealWith) return false;
  const armoured = sealWith ? await encrypt(edited, sealWith) : await encrypt(edited, secret, { id: id ?? 'default' });
  await replaceFile(path, armoured, 'keep');
  return true;
}

/** Writes a new vaulted file with an editor; refuses a path that exists. Throws {@link VaultError} `vault-file`. */
export async function createFile(path: string, sealWith: VaultSecret, editor: Editor): Promise<void> {
  const exists = await access(path).then(
    () => true,
    () => false,
  );
  if (exists)
    throw new VaultError('vault-file', `\`${path}\` exists already`, `edit it with \`runbook vault edit ${path}\``);
  const written = await editPrivately(basename(path), Buffer.alloc(0), editor);
  await replaceFile(path, await encrypt(written, sealWith), 'private');
}

// A folder of its own, so that what the editor leaves beside the file (swap files, back-ups) is as private and goes with it.
async function editPrivately(name: string, content: Buffer, editor: Editor): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'runbook-vault-'));
  try {
    const file = join(folder, name);
    await writeFile(file, content, { mode: 0o600 });
    await editor(file);
    return await readFile(file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
