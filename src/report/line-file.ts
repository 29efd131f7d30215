import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { ReportError } from './report-error.ts';
import { isOrdinary, type LineTarget } from './report-target.ts';

/** A file that whole lines are added to, each of them on its way to the disk when `append` returns. */
export class LineFile implements LineTarget {
  readonly #file: number;
  readonly #ordinary: boolean;
  #length = 0;

  /** Begins the file, empty. Throws {@link ReportError}. */
  constructor(path: string) {
    try {
      this.#ordinary = isOrdinary(path);
      this.#file = openSync(path, this.#ordinary ? 'w' : 'a');
    } catch (error) {
      throw new ReportError(path, error);
    }
  }

  append(line: string): void {
    const bytes = Buffer.from(line);
    try {
      for (let written = 0; written < bytes.length; ) written += writeSync(this.#file, bytes, written);
    } catch (error) {
      if (this.#ordinary) ftruncateSync(this.#file, this.#length);
      throw error;
    }
    this.#length += bytes.length;
  }

  close(): void {
    closeSync(this.#file);
  }
}
