import { type Cursor, endOfText, hash, isBlank, isLineEnd, space } from './cursor.ts';
import { YamlProblem } from './problem.ts';

interface Header {
  readonly folded: boolean;
  /** What becomes of the line ends at the end: one kept, none, or all. */
  readonly chomping: 'clip' | 'strip' | 'keep';
  readonly increment: number | undefined;
}

/** A block's text, and where its last character that is no line end stands. */
export interface BlockText {
  readonly text: string;
  readonly end: number;
}

/** Reads `|` or `>` with its header and the deeper indented lines below, within a block that is indented by `indent`. */
export function scanBlockScalar(cursor: Cursor, indent: number): BlockText {
  const start = cursor.at;
  const header = scanHeader(cursor);
  const least = Math.max(1, indent + 1);
  const breaks = header.increment === undefined ? '' : passBreaks(cursor, least + header.increment - 1);
  const found = header.increment === undefined ? findIndentation(cursor, least) : undefined;
  const width = found?.width ?? least + (header.increment ?? 1) - 1;
  const body = scanLines(cursor, width, found?.breaks ?? breaks, header.folded);
  // The space of the line that ends the block belongs to that line, unless the text has ended on the header's own.
  if (cursor.lineStart > Math.max(body.end, start)) cursor.at = cursor.lineStart;
  return { text: chomp(body, header.chomping), end: Math.max(body.end, start + 1) };
}

function scanHeader(cursor: Cursor): Header {
  const start = cursor.at;
  const match = /[|>](?:([-+])?([1-9])?|([1-9])([-+])?)(?=[\s#]|$)/y;
  match.lastIndex = start;
  const found = match.exec(cursor.text);
  if (found === null) throw badHeader(cursor);
  cursor.at += found[0].length;
  cursor.passSpace();
  if (cursor.code() === hash) cursor.passLine();
  if (!isLineEnd(cursor.code())) throw badHeader(cursor);
  cursor.passLineEnd();
  const sign = found[1] ?? found[4];
  const digit = found[2] ?? found[3];
  const chomping = sign === '-' ? 'strip' : sign === '+' ? 'keep' : 'clip';
  return { folded: found[0].startsWith('>'), chomping, increment: digit === undefined ? undefined : Number(digit) };
}

function badHeader(cursor: Cursor): YamlProblem {
  return new YamlProblem('the text of a `|` or `>` block begins on the next line', {
    start: cursor.at,
    help: 'put the text below, indented, or quote the value if it begins with `|` or `>`',
  });
}

/** The indentation of the first line that says something, and the empty lines before it. */
function findIndentation(cursor: Cursor, least: number): { width: number; breaks: string } {
  let widest = 0;
  let breaks = '';
  for (;;) {
    while (cursor.code() === space) cursor.at += 1;
    widest = Math.max(widest, cursor.column);
    if (!cursor.passLineEnd()) break;
    breaks += '\n';
  }
  return { width: Math.max(least, widest), breaks };
}

/** Passes empty lines, and up to `width` spaces of the line after them. */
function passBreaks(cursor: Cursor, width: number): string {
  let breaks = '';
  for (;;) {
    while (cursor.column < width && cursor.code() === space) cursor.at += 1;
    if (!cursor.passLineEnd()) return breaks;
    breaks += '\n';
  }
}

interface Body {
  readonly text: string;
  /** The line end after the last line, which a text that ends without one lacks, and the empty lines after that. */
  readonly lineEnd: string;
  readonly breaks: string;
  readonly end: number;
}

function scanLines(cursor: Cursor, width: number, leading: string, folded: boolean): Body {
  let [text, breaks, lineEnd, end] = ['', leading, '', 0];
  let wasFlush = false;
  while (cursor.column === width && cursor.code() !== endOfText) {
    const isFlush = !isBlank(cursor.code());
    const joins = folded && lineEnd !== '' && wasFlush && isFlush;
    text += joins ? breaks || ' ' : lineEnd + breaks;
    const start = cursor.at;
    cursor.passLine();
    end = cursor.at;
    text += cursor.text.slice(start, end);
    lineEnd = cursor.passLineEnd() ? '\n' : '';
    breaks = passBreaks(cursor, width);
    wasFlush = isFlush;
  }
  return { text, lineEnd, breaks, end };
}

function chomp({ text, lineEnd, breaks }: Body, chomping: Header['chomping']): string {
  if (chomping === 'strip') return text;
  return chomping === 'clip' ? text + lineEnd : text + lineEnd + breaks;
}
