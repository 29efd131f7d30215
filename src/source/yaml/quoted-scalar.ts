import { type Cursor, endOfText, isLineEnd } from './cursor.ts';
import { YamlProblem } from './problem.ts';

/** Reads a scalar in single or double quotes; the cursor stops after the closing quote. Line ends fold as in an unquoted one. */
export function scanQuoted(cursor: Cursor): string {
  const open = cursor.at;
  const isDouble = cursor.is('"');
  cursor.at += 1;
  let text = '';
  for (;;) {
    text += isDouble ? doubleRun(cursor) : singleRun(cursor);
    if (cursor.is(isDouble ? '"' : "'")) break;
    text = fold(text, cursor, open);
  }
  cursor.at += 1;
  return text;
}

/** The rest of the line, or up to the closing quote; two quotes stand for one. */
function singleRun(cursor: Cursor): string {
  const run = pass(/(?:[ \t]*(?:[^'\r\n \t]+|''))*/y, cursor);
  return run.replaceAll("''", "'") + innerSpace(cursor);
}

function doubleRun(cursor: Cursor): string {
  const start = cursor.at;
  const run = pass(/(?:[ \t]*(?:[^"\\\r\n \t]+|\\[^\r\n]))*/y, cursor);
  const text = run.includes('\\') ? run.replace(escapes, (...match) => unescaped(match, start)) : run;
  return text + innerSpace(cursor);
}

/** Space, which does not count before a line end. */
function innerSpace(cursor: Cursor): string {
  const run = pass(/[ \t]*/y, cursor);
  return isLineEnd(cursor.code()) ? '' : run;
}

function pass(pattern: RegExp, cursor: Cursor): string {
  pattern.lastIndex = cursor.at;
  const run = pattern.exec(cursor.text)?.[0] ?? '';
  cursor.at += run.length;
  return run;
}

/** Joins the text so far to what follows on the next lines. A backslash at the end of a line joins without a space. */
function fold(before: string, cursor: Cursor, open: number): string {
  const escaped = cursor.is('\\');
  if (escaped) cursor.at += 1;
  let lines = 0;
  while (cursor.passLineEnd()) {
    lines += 1;
    if (cursor.isDocumentMarker()) break;
    cursor.passSpace();
  }
  if (lines === 0 || cursor.code() === endOfText || cursor.isDocumentMarker()) throw unclosed(cursor.text, open);
  const empty = '\n'.repeat(lines - 1);
  return before + (empty === '' && !escaped ? ' ' : empty);
}

/** A quote that runs to the end of the text, or to where another one seems to open. */
export function unclosed(text: string, open: number): YamlProblem {
  return new YamlProblem(`the quote \`${text[open]}\` is not closed where it should be`, {
    start: open,
    label: 'opened here',
    help: 'close it at the end of the value',
  });
}

const escapes = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([\s\S]))/g;
const simple = new Map(
  Object.entries({
    '0': '\0',
    a: '\x07',
    b: '\b',
    t: '\t',
    '\t': '\t',
    n: '\n',
    v: '\v',
    f: '\f',
    r: '\r',
    e: '\x1b',
    ' ': ' ',
    '"': '"',
    '/': '/',
    '\\': '\\',
    N: '\x85',
    _: '\xa0',
    L: '\u2028',
    P: '\u2029',
  }),
);

function unescaped(match: readonly unknown[], start: number): string {
  const [whole, hex, short, long, character, offset] = match;
  const code = hex ?? short ?? long;
  if (code !== undefined) return fromCode(Number.parseInt(String(code), 16), start + Number(offset), String(whole));
  const text = simple.get(String(character));
  if (text !== undefined) return text;
  throw badEscape(start + Number(offset), String(whole));
}

function fromCode(code: number, at: number, whole: string): string {
  if (code > 0x10ffff) throw badEscape(at, whole);
  return String.fromCodePoint(code);
}

function badEscape(start: number, whole: string): YamlProblem {
  return new YamlProblem(`unknown escape \`${whole}\` in a double-quoted text`, {
    start,
    end: start + whole.length,
    help: `write \`\\${whole}\` for a backslash, or put the value in single quotes`,
  });
}
