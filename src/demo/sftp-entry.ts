import type { Stats } from 'node:fs';
import type { FileEntry } from 'ssh2';

/** A name with its attributes as SFTP sends them; all zero where the protocol wants them and nobody reads them. */
export function fileEntry(filename: string, stats: Stats | undefined): FileEntry {
  const { mode = 0, uid = 0, gid = 0, size = 0, atimeMs = 0, mtimeMs = 0 } = stats ?? {};
  const attrs = { mode, uid, gid, size, atime: seconds(atimeMs), mtime: seconds(mtimeMs) };
  return { filename, longname: `${mode.toString(8).padStart(6, '0')} ${uid} ${gid} ${size} ${filename}`, attrs };
}

function seconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000);
}
