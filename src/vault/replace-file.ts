import { randomBytes } from 'node:crypto';
import { type FileHandle, lstat, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

const PRIVATE = 0o600;
const PERMISSION_BITS = 0o7777;

/** `private` makes the file readable by its owner alone; `keep` leaves the mode of one that exists (a new one is private). */
export type FileMode = 'private' | 'keep';

/**
 * Writes a file whole or not at all: temporary name beside it, flushed to the disk, then renamed. A symbolic link stays one, and the
 * owner stays who it was where the system allows.
 */
export async function replaceFile(path: string, content: Uint8Array | string, mode: FileMode): Promise<void> {
  const target = await linkTarget(path);
  const temporary = join(dirname(target), `.${basename(target)}.${randomBytes(6).toString('hex')}.tmp`);
  const file = await open(temporary, 'wx', PRIVATE);
  try {
    await fill(file, content, { target, mode });
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

async function fill(
  file: FileHandle,
  content: Uint8Array | string,
  { target, mode }: { target: string; mode: FileMode },
): Promise<void> {
  try {
    await file.writeFile(content);
    const before = await stat(target).catch(() => undefined);
    if (before && process.geteuid?.() === 0) await file.chown(before.uid, before.gid);
    if (before && mode === 'keep') await file.chmod(before.mode & PERMISSION_BITS);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function linkTarget(path: string): Promise<string> {
  const found = await lstat(path).catch(() => undefined);
  return found?.isSymbolicLink() ? realpath(path) : path;
}
