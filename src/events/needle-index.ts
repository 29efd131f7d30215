/** A text to look for, at least {@link SHORTEST} long. `edge` characters at either end must be there too, but are not part of what is found. */
export interface Needle {
  readonly text: string;
  readonly edge: number;
}

/** The shortest needle, in UTF-16 units: needles are found by this many of their first units. */
export const SHORTEST = 3;

/**
 * Finds many needles in a text, however they overlap. A needle costs the same to add at any time, and a place in a text where none
 * begins costs one look into a table, however many there are.
 */
export class NeedleIndex {
  readonly #byStart = new Map<string, Needle[]>();
  /** Beginnings shorter than {@link SHORTEST}. */
  readonly #openings = new Set<string>();
  /** Whether some needle begins with three units of this {@link hash}. */
  readonly #mayStart = new Uint8Array(0x10000);
  #longest = 0;

  add(needle: Needle): void {
    const start = needle.text.slice(0, SHORTEST);
    const alike = this.#byStart.get(start) ?? [];
    if (alike.some(({ text }) => text === needle.text)) return;
    alike.push(needle);
    alike.sort((a, b) => b.text.length - a.text.length);
    this.#byStart.set(start, alike);
    this.#mayStart[hash(start, 0)] = 1;
    for (let length = 1; length < SHORTEST; length++) this.#openings.add(start.slice(0, length));
    this.#longest = Math.max(this.#longest, needle.text.length);
  }

  /** The longest needle that stands in `text` at `index`. */
  at(text: string, index: number): Needle | undefined {
    if (index + SHORTEST > text.length || this.#mayStart[hash(text, index)] === 0) return undefined;
    return this.#startingAt(text, index).find((needle) => text.startsWith(needle.text, index));
  }

  /** The first place from which on the text is the beginning of a needle that has not ended; the text's length if there is none. */
  openFrom(text: string): number {
    let index = Math.max(0, text.length - Math.max(0, this.#longest - 1));
    while (index < text.length && !this.#opens(text, index)) index += 1;
    return index;
  }

  #opens(text: string, index: number): boolean {
    const rest = text.length - index;
    if (rest < SHORTEST) return this.#openings.has(text.slice(index));
    if (this.#mayStart[hash(text, index)] === 0) return false;
    const end = text.slice(index);
    return this.#startingAt(text, index).some((needle) => needle.text.length > rest && needle.text.startsWith(end));
  }

  #startingAt(text: string, index: number): readonly Needle[] {
    return this.#byStart.get(text.slice(index, index + SHORTEST)) ?? [];
  }
}

function hash(text: string, index: number): number {
  const [a, b, c] = [text.charCodeAt(index), text.charCodeAt(index + 1), text.charCodeAt(index + 2)];
  return (a ^ (b << 5) ^ (c << 10)) & 0xffff;
}
