import { RegexClassTranslator } from './regex-class.ts';
import { escapeLiteral, RegexReader, wordCharacters } from './regex-reader.ts';

/** The flags of Python's `re` that templates can set. */
export interface RegexFlags {
  readonly ignoreCase: boolean;
  readonly multiline: boolean;
  readonly dotAll: boolean;
  readonly verbose: boolean;
  /** `\w`, `\d`, `\s` and `\b` know ASCII only, as in patterns of bytes. */
  readonly ascii: boolean;
}

/** A pattern of Python's `re` as JavaScript's, in which the group that Python numbers 1 is named `g1`. */
export interface TranslatedRegex {
  readonly source: string;
  /** Flags of the whole pattern, `(?i)` at its start among them. */
  readonly flags: RegexFlags;
  readonly groupCount: number;
  /** Python's number of each named group. */
  readonly names: ReadonlyMap<string, number>;
}

const start = '(?<![\\s\\S])';
const end = '(?![\\s\\S])';
function boundary(word: string): string {
  return `(?:(?<=[${word}])(?![${word}])|(?<![${word}])(?=[${word}]))`;
}

function noBoundary(word: string): string {
  return `(?:(?<=[${word}])(?=[${word}])|(?<![${word}])(?![${word}]))`;
}

/**
 * Translates a pattern of Python's `re` (https://docs.python.org/3/library/re.html#regular-expression-syntax) into one for the `v` flag.
 * What JavaScript cannot do (a condition on a group) is an error.
 */
export function translateRegex(pattern: string, flags: RegexFlags): TranslatedRegex {
  return new RegexTranslator(pattern, flags).run();
}

class RegexTranslator {
  readonly #reader: RegexReader;
  readonly #names = new Map<string, number>();
  #groupCount = 0;
  #atomicCount = 0;
  #flags: RegexFlags;
  /** The flags of the whole pattern: what differs from them inside of `(?i:…)` is spelled out. */
  #global: RegexFlags;

  constructor(pattern: string, flags: RegexFlags) {
    this.#reader = new RegexReader(pattern);
    this.#global = flags;
    this.#flags = flags;
  }

  run(): TranslatedRegex {
    this.#globalFlags();
    const source = this.#alternatives();
    if (!this.#reader.atEnd) throw this.#reader.error('this `)` closes nothing');
    return { source, flags: this.#global, groupCount: this.#groupCount, names: this.#names };
  }

  #globalFlags(): void {
    for (
      let found = this.#reader.match(/\(\?([aiLmsux]+)\)/y);
      found !== undefined;
      found = this.#reader.match(/\(\?([aiLmsux]+)\)/y)
    ) {
      this.#global = withFlags(this.#global, found[1] ?? '', true);
      this.#flags = this.#global;
    }
  }

  #alternatives(): string {
    let source = this.#sequence();
    while (this.#reader.take('|')) source += `|${this.#sequence()}`;
    return source;
  }

  #sequence(): string {
    let source = '';
    while (!this.#reader.atEnd && !this.#reader.at('|') && !this.#reader.at(')')) {
      if (this.#flags.verbose && this.#reader.match(/\s+|#[^\n]*/y) !== undefined) continue;
      source += this.#quantified(this.#atom());
    }
    return source;
  }

  #quantified(atom: string): string {
    let source = atom;
    while (true) {
      if (this.#flags.verbose) this.#reader.match(/\s+/y);
      const quantifier = this.#quantifier();
      if (quantifier === undefined) return source;
      if (source === '') throw this.#reader.error('there is nothing to repeat');
      // A lookbehind cannot be repeated in JavaScript unless it is in a group of its own.
      const repeated =
        source.startsWith('(?<') || source.startsWith('(?!') || source.startsWith('(?=') ? `(?:${source})` : source;
      if (this.#reader.take('+')) source = this.#atomic(repeated + quantifier);
      else source = repeated + quantifier + (this.#reader.take('?') ? '?' : '');
    }
  }

  #quantifier(): string | undefined {
    for (const simple of ['*', '+', '?']) if (this.#reader.take(simple)) return simple;
    const counted = this.#reader.match(/\{(\d*)(,?)(\d*)\}/y);
    if (counted === undefined) return undefined;
    const [whole, least = '', comma = '', most = ''] = counted;
    if (least === '' && most === '') {
      this.#reader.back(whole.length);
      return undefined;
    }
    return `{${least || '0'}${comma}${most}}`;
  }

  /** A part that gives nothing back once it has matched, which JavaScript has no syntax for: a lookahead's group is just that. */
  #atomic(source: string): string {
    const name = `a${++this.#atomicCount}`;
    return `(?=(?<${name}>${source}))\\k<${name}>`;
  }

  #atom(): string {
    const { ignoreCase, multiline, dotAll, ascii } = this.#flags;
    const character = this.#reader.next();
    switch (character) {
      case '^':
        return multiline ? '(?<![^\\n])' : start;
      case '$':
        return multiline ? '(?![^\\n])' : `(?=\\n?${end})`;
      case '.':
        return dotAll ? '[\\s\\S]' : '[^\\n]';
      case '(':
        return this.#group();
      case '[':
        return new RegexClassTranslator(this.#reader, {
          anyCase: ignoreCase && !this.#global.ignoreCase,
          ascii,
        }).translate();
      case '\\':
        return this.#escape();
      case '*':
      case '+':
      case '?':
        throw this.#reader.error('there is nothing to repeat');
      default:
        return this.#literal(character);
    }
  }

  #literal(character: string): string {
    const { ignoreCase } = this.#flags;
    return escapeLiteral(character, ignoreCase && !this.#global.ignoreCase);
  }

  #escape(): string {
    const reference = this.#reader.match(/[1-9]\d?/y);
    if (reference !== undefined) return this.#reference(Number(reference[0]), reference[0]);
    const character = this.#reader.next();
    const { ascii } = this.#flags;
    switch (character) {
      case 'A':
        return start;
      case 'Z':
        return end;
      case 'b':
        return boundary(wordCharacters(ascii));
      case 'B':
        return noBoundary(wordCharacters(ascii));
      default:
        return this.#reader.classEscape(character, ascii) ?? this.#literal(this.#reader.characterEscape(character));
    }
  }

  #reference(number: number, written: string): string {
    if (number > this.#groupCount) throw this.#reader.error(`there is no group \`${written}\` to refer to`);
    return `\\k<g${number}>`;
  }

  #group(): string {
    if (!this.#reader.take('?')) return this.#capturing();
    const simple = this.#reader.match(/[:=!]|<[=!]/y)?.[0];
    if (simple !== undefined) return this.#closed(`(?${simple}`);
    if (this.#reader.take('#')) return this.#comment();
    if (this.#reader.take('>')) return this.#atomic(this.#closed('(?:'));
    const named = this.#reader.match(/P<([^>]*)>/y)?.[1];
    if (named !== undefined) return this.#named(named);
    const reference = this.#reader.match(/P=([^)]*)\)/y)?.[1];
    if (reference !== undefined) return this.#namedReference(reference);
    const flagged = this.#reader.match(/([aiLmsux]*)(?:-([imsx]+))?:/y);
    if (flagged !== undefined) return this.#flagged(flagged[1] ?? '', flagged[2] ?? '');
    if (this.#reader.at('(')) throw this.#reader.error('a condition on a group is not supported');
    throw this.#reader.error('this is not a kind of group that there is');
  }

  #capturing(): string {
    return this.#closed(`(?<g${++this.#groupCount}>`);
  }

  #closed(open: string): string {
    const outer = this.#flags;
    const inner = this.#alternatives();
    this.#flags = outer;
    if (!this.#reader.take(')')) throw this.#reader.error('a `(` is never closed');
    return `${open}${inner})`;
  }

  #named(name: string): string {
    if (!/^[\p{L}_][\p{L}\p{N}_]*$/u.test(name)) throw this.#reader.error(`\`${name}\` cannot be the name of a group`);
    if (this.#names.has(name)) throw this.#reader.error(`two groups are named \`${name}\``);
    this.#names.set(name, this.#groupCount + 1);
    return this.#capturing();
  }

  #namedReference(name: string): string {
    const number = this.#names.get(name);
    if (number === undefined) throw this.#reader.error(`there is no group \`${name}\` to refer to`);
    return this.#reference(number, name);
  }

  #comment(): string {
    if (this.#reader.match(/[^)]*\)/y) === undefined) throw this.#reader.error('a comment is never closed');
    return '';
  }

  #flagged(on: string, off: string): string {
    const outer = this.#flags;
    this.#flags = withFlags(withFlags(outer, on, true), off, false);
    const source = this.#closed('(?:');
    this.#flags = outer;
    return source;
  }
}

function withFlags(flags: RegexFlags, letters: string, on: boolean): RegexFlags {
  return {
    ignoreCase: letters.includes('i') ? on : flags.ignoreCase,
    multiline: letters.includes('m') ? on : flags.multiline,
    dotAll: letters.includes('s') ? on : flags.dotAll,
    verbose: letters.includes('x') ? on : flags.verbose,
    ascii: letters.includes('a') ? on : flags.ascii,
  };
}
