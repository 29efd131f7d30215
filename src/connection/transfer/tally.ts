import { createHash } from 'node:crypto';

/** Counts and hashes bytes as they pass. */
export class Tally {
  readonly #hash = createHash('sha1');
  #bytes = 0;

  get bytes(): number {
    return this.#bytes;
  }

  add(chunk: Uint8Array): void {
    this.#hash.update(chunk);
    this.#bytes += chunk.length;
  }

  /** The SHA-1 of all that has passed; to be asked for once, at the end. */
  sha1(): string {
    return this.#hash.digest('hex');
  }

  /** How much has passed, and its SHA-1; to be asked for once, at the end. */
  total(): { readonly bytes: number; readonly sha1: string } {
    return { bytes: this.#bytes, sha1: this.sha1() };
  }
}
