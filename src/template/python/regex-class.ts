import { escapeLiteral, type RegexReader } from './regex-reader.ts';

/** Translates a class such as `[^a-z\d]`, its opening bracket already taken. */
export class RegexClassTranslator {
  readonly #reader: RegexReader;
  readonly #anyCase: boolean;
  readonly #ascii: boolean;

  constructor(reader: RegexReader, { anyCase, ascii }: { anyCase: boolean; ascii: boolean }) {
    this.#reader = reader;
    this.#anyCase = anyCase;
    this.#ascii = ascii;
  }

  translate(): string {
    const negated = this.#reader.take('^') ? '^' : '';
    // A bracket that comes first is a character of the class.
    let source = this.#reader.take(']') ? this.#literal(']') : '';
    while (!this.#reader.take(']')) {
      if (this.#reader.atEnd) throw this.#reader.error('a `[` is never closed');
      source += this.#member();
    }
    return `[${negated}${source}]`;
  }

  #member(): string {
    const first = this.#item();
    if (first.length === 0) return this.#lastClass;
    if (!this.#reader.match(/-(?!\])/y)) return this.#literal(first);
    const last = this.#item();
    if (last.length === 0) return `${this.#literal(first)}${this.#literal('-')}${this.#lastClass}`;
    return this.#range(first, last);
  }

  #lastClass = '';

  /** The next character; empty when it is a class of its own, which `#lastClass` then is. */
  #item(): string {
    const character = this.#reader.next();
    if (character !== '\\') return character;
    const letter = this.#reader.next();
    const inner = this.#reader.classEscape(letter, this.#ascii);
    if (inner !== undefined) {
      this.#lastClass = inner;
      return '';
    }
    return letter === 'b' ? '\b' : this.#reader.characterEscape(letter);
  }

  #range(first: string, last: string): string {
    if (first.codePointAt(0)! > last.codePointAt(0)!)
      throw this.#reader.error(`the range \`${first}-${last}\` is backward`);
    const plain = `${escapeLiteral(first)}-${escapeLiteral(last)}`;
    if (!this.#anyCase) return plain;
    const others = [first.toLowerCase(), first.toUpperCase()].map((low, index) => {
      const high = index === 0 ? last.toLowerCase() : last.toUpperCase();
      return low <= high && [...low].length === 1 && [...high].length === 1
        ? `${escapeLiteral(low)}-${escapeLiteral(high)}`
        : '';
    });
    return plain + others.join('');
  }

  #literal(character: string): string {
    return escapeLiteral(character, this.#anyCase);
  }
}
