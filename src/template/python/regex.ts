import { LRUCache } from 'lru-cache';
import { failure } from '../refuse.ts';
import { type ExpandTemplate, parseReplacement } from './regex-replacement.ts';
import { type RegexFlags, type TranslatedRegex, translateRegex } from './regex-translate.ts';

/** A match of a {@link PythonRegex}. */
export interface RegexMatch {
  readonly text: string;
  /** What each group matched, `undefined` for one that took no part. */
  readonly groups: readonly (string | undefined)[];
  readonly start: number;
  readonly end: number;
}

const noFlags: RegexFlags = { ignoreCase: false, multiline: false, dotAll: false, verbose: false, ascii: false };
const compiled = new LRUCache<string, PythonRegex>({ max: 500 });

/** A regular expression with the meaning that Python's `re` gives it. */
export class PythonRegex {
  readonly #translated: TranslatedRegex;
  readonly #search: RegExp;
  readonly #match: RegExp;

  private constructor(pattern: string, flags: RegexFlags) {
    this.#translated = translateRegex(pattern, flags);
    const letters = this.#translated.flags.ignoreCase ? 'vi' : 'v';
    this.#search = nativeRegex(pattern, this.#translated.source, `${letters}g`);
    this.#match = nativeRegex(pattern, this.#translated.source, `${letters}y`);
  }

  /** The compiled pattern; an error says what is wrong with one that is none. */
  static compile(pattern: string, flags: Partial<RegexFlags> = {}): PythonRegex {
    const all = { ...noFlags, ...flags };
    const key = JSON.stringify([pattern, Object.values(all)]);
    const known = compiled.get(key);
    if (known !== undefined) return known;
    const made = new PythonRegex(pattern, all);
    compiled.set(key, made);
    return made;
  }

  /** Whether `^` and `$` are those of lines, by an argument or by `(?m)` in front. */
  get isMultiline(): boolean {
    return this.#translated.flags.multiline;
  }

  get groupCount(): number {
    return this.#translated.groupCount;
  }

  /** Python's number of a group, by its name or number; `undefined` when there is none. */
  groupNumber(name: string): number | undefined {
    if (!/^\d+$/.test(name)) return this.#translated.names.get(name);
    return Number(name) <= this.groupCount ? Number(name) : undefined;
  }

  /** The first match anywhere. */
  search(text: string): RegexMatch | undefined {
    this.#search.lastIndex = 0;
    return this.#result(this.#search.exec(text));
  }

  /** The match at the start of the text. */
  match(text: string): RegexMatch | undefined {
    this.#match.lastIndex = 0;
    return this.#result(this.#match.exec(text));
  }

  /** The match of the whole text. */
  fullMatch(text: string): RegexMatch | undefined {
    const whole = nativeRegex(text, `(?:${this.#translated.source})(?![\\s\\S])`, this.#match.flags);
    return this.#result(whole.exec(text));
  }

  /** Where a named group is in the first match anywhere; `undefined` when there is none, or the group took no part. */
  groupSpan(text: string, name: string): readonly [start: number, end: number] | undefined {
    const indexed = nativeRegex(this.#translated.source, this.#translated.source, `${this.#search.flags}d`);
    return indexed.exec(text)?.indices?.groups?.[`g${this.groupNumber(name)}`];
  }

  /** A match's text by a template with `\1` and `\g<name>`. */
  expand(match: RegexMatch, template: string): string {
    return parseReplacement(template, (name) => this.groupNumber(name))(match);
  }

  /** Every match, from left to right. */
  *findAll(text: string): Generator<RegexMatch> {
    // `matchAll` starts where the last search with this object ended.
    this.#search.lastIndex = 0;
    for (const match of text.matchAll(this.#search)) yield this.#result(match)!;
  }

  /** The text with matches replaced by a template with `\1` and `\g<name>`; `count` 0 means all of them. */
  replace(text: string, template: string, count = 0): { readonly text: string; readonly count: number } {
    const expand: ExpandTemplate = parseReplacement(template, (name) => this.groupNumber(name));
    let result = '';
    let at = 0;
    let replaced = 0;
    for (const match of this.findAll(text)) {
      if (count > 0 && replaced >= count) break;
      result += text.slice(at, match.start) + expand(match);
      at = match.end;
      replaced++;
    }
    return { text: result + text.slice(at), count: replaced };
  }

  #result(match: RegExpExecArray | null): RegexMatch | undefined {
    if (match === null) return undefined;
    const groups = Array.from({ length: this.groupCount }, (_, index) => match.groups?.[`g${index + 1}`]);
    return { text: match[0], groups, start: match.index, end: match.index + match[0].length };
  }
}

function nativeRegex(pattern: string, source: string, flags: string): RegExp {
  try {
    return new RegExp(source, flags);
  } catch (error) {
    throw failure(
      `\`${pattern}\` is not a pattern that can be used here: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
