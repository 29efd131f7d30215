import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { type GetOptions, type PutOptions, TransferError } from './connection.ts';

/** Writes a file of this machine under a temporary name, and gives it its own when it is complete and on the disk. */
export async function writeLocalFile(
  content: Uint8Array | Readable,
  path: string,
  options: PutOptions = {},
): Promise<void> {
  const temporary = `${path}.runbook-${randomBytes(6).toString('hex')}`;
  try {
    await writeWhole(content, temporary, options);
    options.signal?.throwIfAborted();
    await rename(temporary, path);
    await syncFolder(dirname(path));
  } catch (error) {
    await rm(temporary, { force: true });
    options.signal?.throwIfAborted();
    throw failed('write', path, error);
  }
}

/** Reads a file of this machine into `sink`; resolves with the number of bytes. */
export async function readLocalFile(path: string, sink: Writable, { signal }: GetOptions = {}): Promise<number> {
  let bytes = 0;
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20, ...(signal && { signal }) })) {
      bytes += chunk.length;
      if (!sink.write(chunk)) await once(sink, 'drain', { signal });
    }
  } catch (error) {
    signal?.throwIfAborted();
    throw failed('read', path, error);
  }
  return bytes;
}

async function writeWhole(content: Uint8Array | Readable, path: string, options: PutOptions): Promise<void> {
  const { mode, signal } = options;
  const file = await open(path, 'wx', mode === undefined ? 0o666 : mode & 0o600);
  try {
    for await (const chunk of content instanceof Uint8Array ? [content] : content) {
      signal?.throwIfAborted();
      await file.writeFile(chunk);
    }
    if (mode !== undefined) await file.chmod(mode);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A rename is on the disk when its folder is; file systems that cannot sync a folder do it by themselves. */
async function syncFolder(path: string): Promise<void> {
  let folder: FileHandle | undefined;
  try {
    folder = await open(path);
    await folder.sync();
  } catch {
    // The file itself is complete.
  } finally {
    await folder?.close();
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or directory',
  EACCES: 'permission denied',
  EPERM: 'operation not permitted',
  EISDIR: 'is a directory',
  ENOTDIR: 'a part of the path is not a directory',
  ENOSPC: 'no space left on the device',
  EROFS: 'read-only file system',
  ENOTEMPTY: 'is a directory',
  ENAMETOOLONG: 'file name too long',
};

function failed(what: 'read' | 'write', path: string, error: unknown): Error {
  const { code, message } = error as NodeJS.ErrnoException;
  return new TransferError(path, `cannot ${what} \`${path}\`: ${reasons[code ?? ''] ?? message}`, error);
}
