import { type Cursor, hash, isBlank, isLineEnd, tab } from './cursor.ts';

const comma = 0x2c;
const colon = 0x3a;
const brackets = new Set([0x5b, 0x5d, 0x7b, 0x7d]);

/** Whether an unquoted scalar may begin here. */
export function startsPlain(cursor: Cursor, inFlow: boolean): boolean {
  const character = cursor.text[cursor.at];
  if (character === undefined || cursor.isBlank()) return false;
  if ('-?:'.includes(character)) return !cursor.isBlank(1) && (character === '-' || !inFlow);
  return !',[]{}#&*!|>\'"%@`'.includes(character);
}

/**
 * Reads an unquoted scalar, which goes on over lines that are indented deeper than `indent`; line ends fold into a space, and empty
 * lines into line ends. The cursor stops at its end.
 */
export function scanPlain(cursor: Cursor, indent: number, inFlow: boolean): string {
  let text = '';
  let gap: string | undefined = '';
  let { at: end, lineStart } = cursor;
  while (gap !== undefined) {
    const start = cursor.at;
    passRun(cursor, inFlow);
    if (cursor.at === start) break;
    text += gap + cursor.text.slice(start, cursor.at);
    ({ at: end, lineStart } = cursor);
    gap = passGap(cursor, indent, inFlow);
  }
  cursor.at = end;
  cursor.lineStart = lineStart;
  return text;
}

/** Passes characters up to a blank or to what ends a scalar. */
function passRun(cursor: Cursor, inFlow: boolean): void {
  for (let code = cursor.code(); !isBlank(code); code = cursor.code()) {
    if (code === colon && endsAtColon(cursor, inFlow)) return;
    if (inFlow && (code === comma || brackets.has(code))) return;
    cursor.at += 1;
  }
}

function endsAtColon(cursor: Cursor, inFlow: boolean): boolean {
  const next = cursor.code(1);
  return isBlank(next) || (inFlow && (next === comma || brackets.has(next)));
}

/** Passes the blanks within a scalar, and gives what they fold to; `undefined` when the scalar ended before them. */
function passGap(cursor: Cursor, indent: number, inFlow: boolean): string | undefined {
  const start = cursor.at;
  cursor.passSpace();
  const spaces = cursor.text.slice(start, cursor.at);
  if (!isLineEnd(cursor.code())) return spaces === '' || cursor.code() === hash ? undefined : spaces;
  let lines = 0;
  while (cursor.passLineEnd()) {
    lines += 1;
    if (cursor.isDocumentMarker()) return undefined;
    passIndentation(cursor, indent);
  }
  const ended = lines === 0 || cursor.code() === hash || cursor.code() === tab;
  if (ended || (!inFlow && cursor.column <= indent)) return undefined;
  return lines === 1 ? ' ' : '\n'.repeat(lines - 1);
}

/** Passes spaces, and the tabs of a line that says nothing; a tab that indents is left for the reader to complain about. */
function passIndentation(cursor: Cursor, indent: number): void {
  const start = cursor.at;
  cursor.passSpace();
  const firstTab = cursor.text.slice(start, cursor.at).indexOf('\t');
  if (firstTab !== -1 && firstTab <= indent && !isLineEnd(cursor.code())) cursor.at = start + firstTab;
}
