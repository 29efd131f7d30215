import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Writable } from 'node:stream';

/** Where a report of a whole run goes when it is done. */
export interface ReportTarget {
  /** Rejects with a `ReportError`. */
  write(chunks: Iterable<string>): Promise<void>;
}

/** Where a report goes line by line. */
export interface LineTarget {
  /** Throws when it cannot be written; then nothing of the line stands there. */
  append(line: string): void;
  close(): void;
}

/** Standard output, for a report whose file is `-`. That nobody reads it is seen to by its owner. */
export function streamTarget(stream: Writable): ReportTarget & LineTarget {
  return {
    async write(chunks) {
      for (const chunk of chunks) await new Promise<void>((resolve) => stream.write(chunk, () => resolve()));
    },
    append(line) {
      stream.write(line);
    },
    close() {},
  };
}

/** Whether a path is, or will be, an ordinary file: not a device, a pipe or one of this process's own streams. */
export function isOrdinary(path: string): boolean {
  if (/^\/(dev|proc)\//.test(resolve(path))) return false;
  const entry = statSync(path, { throwIfNoEntry: false });
  if (entry?.isDirectory()) throw Object.assign(new Error('it is a directory'), { code: 'EISDIR' });
  return entry === undefined || entry.isFile();
}
