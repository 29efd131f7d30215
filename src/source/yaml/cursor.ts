import { YamlProblem } from './problem.ts';

/** Character codes that the grammar of YAML gives a meaning. */
export const tab = 0x09;
export const lineFeed = 0x0a;
export const carriageReturn = 0x0d;
export const space = 0x20;
export const hash = 0x23;
/** What {@link Cursor.code} gives beyond the end of the text. */
export const endOfText = -1;

/** A place in a YAML text, and the line that it is on. */
export class Cursor {
  readonly text: string;
  at = 0;
  lineStart = 0;

  constructor(text: string) {
    this.text = text;
    if (text.charCodeAt(0) === 0xfeff) this.at = this.lineStart = 1;
  }

  get column(): number {
    return this.at - this.lineStart;
  }

  /** The character code `ahead` of here, or {@link endOfText}. */
  code(ahead = 0): number {
    const index = this.at + ahead;
    return index < this.text.length ? this.text.charCodeAt(index) : endOfText;
  }

  /** Whether the character `ahead` of here is this one. */
  is(character: string, ahead = 0): boolean {
    return this.text[this.at + ahead] === character;
  }

  /** Whether space, a line end or the end of the text is `ahead` of here. */
  isBlank(ahead = 0): boolean {
    return isBlank(this.code(ahead));
  }

  /** Whether an indicator such as `-`, `?` or `:` is here, which counts only before a blank. */
  isIndicator(character: string): boolean {
    return this.is(character) && this.isBlank(1);
  }

  /** Whether `---` or `...` stands alone at the start of this line. */
  isDocumentMarker(): boolean {
    if (this.at !== this.lineStart || !this.isBlank(3)) return false;
    return this.text.startsWith('---', this.at) || this.text.startsWith('...', this.at);
  }

  /** The column of the next token, once space is skipped; -1 where the document ends, which is further out than any block. */
  indentation(): number {
    return this.code() === endOfText || this.isDocumentMarker() ? -1 : this.column;
  }

  /** Passes one line end, if one is here. */
  passLineEnd(): boolean {
    const code = this.code();
    if (code !== lineFeed && code !== carriageReturn) return false;
    this.at += code === carriageReturn && this.code(1) === lineFeed ? 2 : 1;
    this.lineStart = this.at;
    return true;
  }

  passSpace(): void {
    while (this.code() === space || this.code() === tab) this.at += 1;
  }

  passLine(): void {
    while (!isLineEnd(this.code())) this.at += 1;
  }

  /**
   * Passes space, comments and line ends up to the next token, and tells whether that is the first on its line, or there is none.
   * Tabs may not indent a block.
   */
  skip({ inFlow = false } = {}): boolean {
    do {
      this.passSpace();
      if (this.code() === hash) this.passLine();
    } while (this.passLineEnd());
    if (this.code() === endOfText) return true;
    const before = this.text.slice(this.lineStart, this.at);
    if (before.trim() !== '') return false;
    if (!inFlow && before.includes('\t')) throw tabIndents(this.lineStart + before.indexOf('\t'));
    return true;
  }
}

function tabIndents(start: number): YamlProblem {
  const code = 'yaml-tab';
  return new YamlProblem('a tab is used for indentation', { start, code, label: 'a tab', help: 'indent with spaces' });
}

export function isLineEnd(code: number): boolean {
  return code === lineFeed || code === carriageReturn || code === endOfText;
}

export function isBlank(code: number): boolean {
  return code === space || code === tab || isLineEnd(code);
}
