import { failure } from '../refuse.ts';
import type { TemplateError } from '../template-error.ts';

const word = '\\p{L}\\p{N}_';
const asciiWord = 'a-zA-Z0-9_';
const asciiSpace = ' \\t\\n\\r\\f\\v';

const classEscapes: Readonly<Record<string, string>> = {
  d: '\\p{Nd}',
  D: '\\P{Nd}',
  s: '\\s',
  S: '\\S',
  w: `[${word}]`,
  W: `[^${word}]`,
};

const asciiClassEscapes: Readonly<Record<string, string>> = {
  d: '[0-9]',
  D: '[^0-9]',
  s: `[${asciiSpace}]`,
  S: `[^${asciiSpace}]`,
  w: `[${asciiWord}]`,
  W: `[^${asciiWord}]`,
};

/** The characters of Python's `\w`, as the inside of a class; `ascii` as with `re.ASCII`. */
export const wordCharacters = (ascii: boolean): string => (ascii ? asciiWord : word);

const controls: Readonly<Record<string, string>> = { a: '\x07', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

/** A pattern with a place in it. */
export class RegexReader {
  readonly #pattern: string;
  #at = 0;

  constructor(pattern: string) {
    this.#pattern = pattern;
  }

  get atEnd(): boolean {
    return this.#at >= this.#pattern.length;
  }

  at(text: string): boolean {
    return this.#pattern.startsWith(text, this.#at);
  }

  take(text: string): boolean {
    if (!this.at(text)) return false;
    this.#at += text.length;
    return true;
  }

  back(count: number): void {
    this.#at -= count;
  }

  /** The next character, astral ones whole. */
  next(): string {
    const code = this.#pattern.codePointAt(this.#at);
    if (code === undefined) throw this.error('the pattern ends in the middle');
    const character = String.fromCodePoint(code);
    this.#at += character.length;
    return character;
  }

  /** What a sticky pattern matches here, taken. */
  match(sticky: RegExp): RegExpExecArray | undefined {
    sticky.lastIndex = this.#at;
    const match = sticky.exec(this.#pattern);
    if (match === null) return undefined;
    this.#at = sticky.lastIndex;
    return match;
  }

  /** The class that an escape such as `\d` stands for, with `ascii` as in `re.ASCII`; `undefined` for any other. */
  classEscape(character: string, ascii: boolean): string | undefined {
    const escapes = ascii ? asciiClassEscapes : classEscapes;
    return Object.hasOwn(escapes, character) ? escapes[character] : undefined;
  }

  /** The character that an escape stands for, its letter already taken. */
  characterEscape(letter: string): string {
    if (Object.hasOwn(controls, letter)) return controls[letter]!;
    if (letter === 'x') return this.#hexadecimal(2);
    if (letter === 'u') return this.#hexadecimal(4);
    if (letter === 'U') return this.#hexadecimal(8);
    if (/[0-7]/.test(letter)) {
      const rest = this.match(/[0-7]{0,2}/y)?.[0] ?? '';
      return String.fromCodePoint(Number.parseInt(letter + rest, 8));
    }
    if (/[a-zA-Z0-9]/.test(letter)) throw this.error(`\`\\${letter}\` is not an escape that there is`);
    return letter;
  }

  #hexadecimal(digits: number): string {
    const found = this.match(/[0-9a-fA-F]*/y)?.[0] ?? '';
    if (found.length < digits) throw this.error('an escape is cut short');
    this.back(found.length - digits);
    return String.fromCodePoint(Number.parseInt(found.slice(0, digits), 16));
  }

  error(message: string): TemplateError {
    return failure(`\`${this.#pattern}\` is not a pattern: ${message}, at character ${this.#at + 1}`);
  }
}

/** A character as itself in a pattern with the `v` flag; `anyCase` spells out both of its cases. */
export function escapeLiteral(character: string, anyCase = false): string {
  const cases = anyCase ? new Set([character, character.toLowerCase(), character.toUpperCase()]) : [character];
  const escaped = [...cases].filter((each) => [...each].length === 1).map(escapeOne);
  return escaped.length === 1 ? escaped[0]! : `[${escaped.join('')}]`;
}

function escapeOne(character: string): string {
  if (/[\p{L}\p{N}_ ]/u.test(character)) return character;
  return `\\u{${character.codePointAt(0)!.toString(16)}}`;
}
