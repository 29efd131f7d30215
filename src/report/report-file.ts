import { randomBytes } from 'node:crypto';
import { accessSync, closeSync, constants, openSync, realpathSync, statSync, unlinkSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { ReportError } from './report-error.ts';
import { isOrdinary, type ReportTarget } from './report-target.ts';

/**
 * A file that is written whole at the end: into a temporary one beside it, which then takes its name. Until then an old report stays as
 * it is. A device or a pipe is written to as it is.
 */
export class ReportFile implements ReportTarget {
  /** As the user named it. */
  readonly path: string;
  readonly #target: string;
  readonly #replaced: boolean;

  /** Makes sure now that the report can be written later, as far as that can be known. Throws {@link ReportError}. */
  constructor(path: string) {
    this.path = path;
    try {
      this.#replaced = isOrdinary(path);
      this.#target = this.#replaced ? linked(path) : path;
      if (this.#replaced) probe(this.#target);
      else accessSync(path, constants.W_OK);
    } catch (error) {
      throw new ReportError(path, error);
    }
  }

  /** Writes the report, and makes sure it is on the disk. Rejects with {@link ReportError}; then there is no half of it left. */
  async write(chunks: Iterable<string>): Promise<void> {
    const written = this.#replaced ? temporary(this.#target) : this.#target;
    try {
      await writeTo(written, chunks);
      if (this.#replaced) await rename(written, this.#target);
    } catch (error) {
      if (this.#replaced) await rm(written, { force: true });
      throw new ReportError(this.path, error);
    }
  }
}

async function writeTo(path: string, chunks: Iterable<string>): Promise<void> {
  const file = await open(path, 'a');
  try {
    for (const piece of pieces(chunks)) await file.writeFile(piece);
    if ((await file.stat()).isFile()) await file.sync();
  } finally {
    await file.close();
  }
}

/** Chunks joined to writes of a decent size. */
function* pieces(chunks: Iterable<string>): Generator<string> {
  let piece = '';
  for (const chunk of chunks) {
    piece += chunk;
    if (piece.length < 0x10000) continue;
    yield piece;
    piece = '';
  }
  yield piece;
}

/** Where a link leads: the file it names is replaced, not the link. */
function linked(path: string): string {
  return statSync(path, { throwIfNoEntry: false }) === undefined ? path : realpathSync(path);
}

function probe(target: string): void {
  const file = temporary(target);
  closeSync(openSync(file, 'wx'));
  unlinkSync(file);
}

function temporary(target: string): string {
  return join(dirname(target), `.${basename(target)}.${randomBytes(4).toString('hex')}.tmp`);
}
