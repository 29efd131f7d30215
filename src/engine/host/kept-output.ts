import type { FileHandle } from 'node:fs/promises';
import { StringDecoder } from 'node:string_decoder';

/** Of output that is kept in a file, at most so many bytes stay in memory: half of them its beginning, half its end. */
const excerpt = 256 * 1024;

/** How much of a stream is kept in memory, and where the rest goes. */
export interface KeepOptions {
  /** Bytes. */
  readonly limit: number;
  /** Opens the file for what is longer, and gives its path; absent where nothing may be written down (`no_log`). */
  readonly openFile: (() => Promise<{ readonly handle: FileHandle; readonly path: string }>) | undefined;
}

/**
 * What a command prints on one stream: in memory while it is short, beyond the limit in a file. A disk that is full, or nowhere to write, does
 * not end the command: what cannot be kept is let go of.
 */
export class KeptOutput {
  readonly #options: KeepOptions;
  readonly #half: number;
  #whole: Buffer[] | undefined = [];
  #head: Buffer = Buffer.alloc(0);
  #tail: Buffer[] = [];
  #tailLength = 0;
  #length = 0;
  #file: Awaited<ReturnType<NonNullable<KeepOptions['openFile']>>> | undefined;
  #problem: string | undefined;
  #writing: Promise<void> | undefined;

  constructor(options: KeepOptions) {
    this.#options = options;
    this.#half = Math.floor(Math.min(options.limit, excerpt) / 2);
  }

  /** Whether there is anything. */
  get empty(): boolean {
    return this.#length === 0;
  }

  /** Where all of it is, when it was too long. */
  get path(): string | undefined {
    return this.#file?.path;
  }

  /** Takes a chunk; a promise asks to wait with the next one. */
  take(chunk: Buffer): Promise<void> | undefined {
    this.#length += chunk.length;
    if (this.#whole !== undefined && this.#length <= this.#options.limit) {
      this.#whole.push(chunk);
      return undefined;
    }
    const more = [...(this.#whole ?? []), chunk];
    if (this.#whole !== undefined) this.#head = beginningOf(more, this.#half);
    this.#whole = undefined;
    for (const piece of more) this.#keepEnd(piece);
    this.#writing = (this.#writing ?? Promise.resolve()).then(() => this.#write(more));
    return this.#writing;
  }

  /** Waits until all is written, and closes the file. */
  async close(): Promise<void> {
    await this.#writing;
    await this.#file?.handle.close();
  }

  /** The text as UTF-8 with replacement characters; of what is too long the beginning and the end, with words between that say so. */
  get text(): string {
    if (this.#whole !== undefined) return Buffer.concat(this.#whole).toString();
    const tail = Buffer.concat(this.#tail).subarray(-this.#half || Number.POSITIVE_INFINITY);
    const left = this.#length - this.#head.length - tail.length;
    return `${new StringDecoder().write(this.#head)}\n[${left} bytes are left out here: ${this.#where()}]\n${fromCharacter(tail)}`;
  }

  #where(): string {
    if (this.#problem !== undefined) return `they could not be kept: ${this.#problem}`;
    return this.#file === undefined ? 'the task has `no_log`' : `all of it is in ${this.#file.path}`;
  }

  #keepEnd(chunk: Buffer): void {
    const piece = Buffer.from(chunk.subarray(-this.#half || chunk.length));
    this.#tail.push(piece);
    this.#tailLength += piece.length;
    while (this.#tailLength - (this.#tail[0]?.length ?? 0) >= this.#half && this.#tail.length > 1) {
      this.#tailLength -= this.#tail.shift()?.length ?? 0;
    }
  }

  async #write(chunks: readonly Buffer[]): Promise<void> {
    if (this.#options.openFile === undefined || this.#problem !== undefined) return;
    try {
      this.#file ??= await this.#options.openFile();
      for (const chunk of chunks) await this.#file.handle.writeFile(chunk);
    } catch (error) {
      this.#problem = error instanceof Error ? error.message : String(error);
    }
  }
}

/** The first bytes of several chunks, in memory of their own. */
function beginningOf(chunks: readonly Buffer[], length: number): Buffer {
  const first: Buffer[] = [];
  for (let left = length, at = 0; left > 0 && at < chunks.length; at += 1) {
    const piece = chunks[at]!.subarray(0, left);
    first.push(piece);
    left -= piece.length;
  }
  return Buffer.concat(first);
}

/** Bytes from the beginning of a character on. */
function fromCharacter(bytes: Buffer): string {
  let start = 0;
  while (start < Math.min(3, bytes.length) && (bytes[start]! & 0xc0) === 0x80) start += 1;
  return bytes.toString('utf8', start);
}
