import { TemplateSyntaxError } from '../template-error.ts';
import type { LexerOptions } from './delimiters.ts';
import { ExpressionLexer } from './expression-lexer.ts';
import type { Token, TokenType } from './token.ts';

type Opening = 'block' | 'variable' | 'comment' | 'line-statement' | 'line-comment';

/** Something that ends plain text. */
interface Delimiter {
  readonly opening: Opening;
  readonly text: string;
  /** What finds it, with the blanks that go with it; sought from its `lastIndex` on. */
  readonly pattern: RegExp;
}

/** Where a delimiter stands, with the blanks that go with it. */
interface Found {
  readonly delimiter: Delimiter;
  readonly start: number;
  readonly end: number;
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

function delimitersOf(options: LexerOptions): Delimiter[] {
  const { commentStart, blockStart, variableStart, lineStatementPrefix, lineCommentPrefix } = options;
  const all: [Opening, string, string][] = [
    ['comment', commentStart, ''],
    ['block', blockStart, ''],
    ['variable', variableStart, ''],
    ['line-statement', lineStatementPrefix, '^[ \\t\\v]*'],
    ['line-comment', lineCommentPrefix, '(?:^|(?<=\\S))[^\\S\\r\\n]*'],
  ];
  return (
    all
      .filter(([, text]) => text !== '')
      .map(([opening, text, blanks]) => ({ opening, text, pattern: new RegExp(blanks + escaped(text), 'gm') }))
      // The longest wins where one delimiter begins with another, as in `<%` and `<%=`.
      .sort((a, b) => b.text.length - a.text.length)
  );
}

/**
 * Cuts a template into tokens; line breaks of the text must be `\n` already. Never hangs: each step either advances or throws
 * {@link TemplateSyntaxError}. What white space disappears follows Jinja's rules for `-`, `+`, `trim_blocks` and `lstrip_blocks`.
 */
export function tokenize(text: string, options: LexerOptions): Token[] {
  return new TemplateLexer(text, options).run();
}

class TemplateLexer {
  readonly #text: string;
  readonly #options: LexerOptions;
  readonly #tokens: Token[] = [];
  readonly #delimiters: readonly Delimiter[];
  readonly #found = new Map<Opening, Found | undefined>();
  #at = 0;
  /** Whether the last thing that was consumed ended a line, or nothing has been consumed yet. */
  #lineStarting = true;

  constructor(text: string, options: LexerOptions) {
    this.#text = text;
    this.#options = options;
    this.#delimiters = delimitersOf(options);
  }

  run(): Token[] {
    while (this.#at < this.#text.length) this.#step();
    this.#push('end', '', this.#at, this.#at);
    return this.#tokens;
  }

  #step(): void {
    const found = this.#nextFound();
    if (found === undefined) {
      this.#data(this.#at, this.#text.length);
      this.#at = this.#text.length;
      return;
    }
    const { delimiter, start, end } = found;
    const { opening, text } = delimiter;
    const sign = this.#signAt(end);
    this.#data(this.#at, this.#leftEdge(start, sign, opening !== 'variable'));
    this.#consumeTo(end + sign.length);
    if (opening === 'comment') this.#comment(start);
    else if (opening === 'block') this.#block(start, text);
    else if (opening === 'variable') this.#expression(start, text, 'variable');
    else if (opening === 'line-statement') this.#lineStatement(end - text.length, text);
    else this.#consumeTo(this.#lineEnd());
  }

  #nextFound(): Found | undefined {
    let best: Found | undefined;
    for (const delimiter of this.#delimiters) {
      const found = this.#next(delimiter);
      if (found !== undefined && found.start < (best?.start ?? this.#text.length)) best = found;
    }
    return best;
  }

  /** Where the delimiter stands next. Remembered until it is passed, so that a text without comments is searched for them once. */
  #next(delimiter: Delimiter): Found | undefined {
    const { opening, pattern } = delimiter;
    const known = this.#found.get(opening);
    if (this.#found.has(opening) && (known === undefined || known.start >= this.#at)) return known;
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    const found = match === null ? undefined : { delimiter, start: match.index, end: pattern.lastIndex };
    this.#found.set(opening, found);
    return found;
  }

  #lineEnd(): number {
    const end = this.#text.indexOf('\n', this.#at);
    return end === -1 ? this.#text.length : end;
  }

  #signAt(at: number): '-' | '+' | '' {
    const sign = this.#text[at];
    return sign === '-' || sign === '+' ? sign : '';
  }

  /** Where the text before a tag that starts at `start` ends, white space control applied. */
  #leftEdge(start: number, sign: string, isBlock: boolean): number {
    const before = this.#text.slice(this.#at, start);
    if (sign === '-') return this.#at + before.trimEnd().length;
    if (sign === '+' || !this.#options.lstripBlocks || !isBlock) return start;
    const lineStart = before.lastIndexOf('\n') + 1;
    const startsLine = lineStart > 0 || this.#lineStarting;
    return startsLine && before.slice(lineStart).trim() === '' ? this.#at + lineStart : start;
  }

  #comment(start: number): void {
    const { commentEnd } = this.#options;
    const end = this.#text.indexOf(commentEnd, this.#at);
    if (end === -1) throw this.#unclosed('comment', commentEnd, start);
    const sign = end > this.#at ? this.#signAt(end - 1) : '';
    this.#closeBlock(sign, end + commentEnd.length);
  }

  /** Moves past a closing delimiter that ends at `end`, with what its sign or `trim_blocks` removes after it. */
  #closeBlock(sign: string, end: number): void {
    if (sign === '-') this.#consumeTo(this.#skipSpace(end));
    else if (sign === '' && this.#options.trimBlocks && this.#text[end] === '\n') this.#consumeTo(end + 1);
    else this.#consumeTo(end);
  }

  #block(start: number, delimiter: string): void {
    const raw = this.#matchKeyword('raw', this.#at);
    if (raw === undefined) this.#expression(start, delimiter, 'block');
    else {
      this.#consumeTo(raw.sign === '-' ? this.#skipSpace(raw.end) : raw.end);
      this.#raw(start);
    }
  }

  /** The tag `name` with nothing else in it, from `at` (after its opening delimiter and sign) to its closing one. */
  #matchKeyword(name: string, at: number): { sign: string; end: number } | undefined {
    let end = this.#skipSpace(at);
    if (!this.#text.startsWith(name, end)) return undefined;
    end = this.#skipSpace(end + name.length);
    const sign = this.#signAt(end);
    end += sign.length;
    if (!this.#text.startsWith(this.#options.blockEnd, end)) return undefined;
    return { sign, end: end + this.#options.blockEnd.length };
  }

  #raw(start: number): void {
    const { blockStart } = this.#options;
    let opening = this.#text.indexOf(blockStart, this.#at);
    for (; opening !== -1; opening = this.#text.indexOf(blockStart, opening + blockStart.length)) {
      const inside = opening + blockStart.length;
      const sign = this.#signAt(inside);
      const close = this.#matchKeyword('endraw', inside + sign.length);
      if (close === undefined) continue;
      this.#data(this.#at, this.#leftEdge(opening, sign, true));
      this.#closeBlock(close.sign, close.end);
      return;
    }
    throw this.#unclosed('`raw` block', '{% endraw %}', start);
  }

  #expression(start: number, delimiter: string, kind: 'block' | 'variable'): void {
    const closing = kind === 'block' ? this.#options.blockEnd : this.#options.variableEnd;
    this.#push(`${kind}-begin`, delimiter, start, this.#at);
    const plainBackslashes = kind === 'variable' && this.#options.plainBackslashes;
    const style = { closing, plainBackslashes };
    const inner = new ExpressionLexer(this.#text, this.#at, style, (token) => this.#tokens.push(token));
    const close = inner.run(kind === 'block' ? '-+' : '-');
    if (close === undefined) throw this.#unclosed(kind === 'block' ? 'block' : 'expression', closing, start);
    const end = close.start + close.sign.length + closing.length;
    this.#push(`${kind}-end`, closing, close.start, end);
    if (kind === 'block') this.#closeBlock(close.sign, end);
    else this.#consumeTo(close.sign === '-' ? this.#skipSpace(end) : end);
  }

  /** A statement that its line ends; brackets may go on over more of them. Empty lines behind it belong to it. */
  #lineStatement(start: number, prefix: string): void {
    this.#push('block-begin', prefix, start, this.#at);
    const style = { closing: '', endsWithLine: true };
    const close = new ExpressionLexer(this.#text, this.#at, style, (token) => this.#tokens.push(token)).run('');
    const end = close?.end ?? this.#text.length;
    this.#push('block-end', 'the end of the line', close?.start ?? end, end);
    this.#consumeTo(end);
  }

  #skipSpace(at: number): number {
    let end = at;
    while (end < this.#text.length && /\s/.test(this.#text[end]!)) end++;
    return end;
  }

  #consumeTo(at: number): void {
    this.#at = at;
    this.#lineStarting = this.#text[at - 1] === '\n';
  }

  #data(start: number, end: number): void {
    if (end > start) this.#push('data', this.#text.slice(start, end), start, end);
  }

  #push(type: TokenType, text: string, start: number, end: number): void {
    this.#tokens.push({ type, text, value: null, start, end });
  }

  #unclosed(what: string, closing: string, start: number): TemplateSyntaxError {
    const place = { start, end: Math.min(start + 2, this.#text.length) };
    return new TemplateSyntaxError(`this ${what} is never closed`, place, { help: `close it with \`${closing}\`` });
  }
}
