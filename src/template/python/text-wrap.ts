/** How {@link wrapText} breaks lines. */
export interface Wrapping {
  readonly width: number;
  readonly breakLongWords: boolean;
  readonly breakOnHyphens: boolean;
}

const blanks = '[\\t\\n\\v\\f\\r ]';
const letter = '[\\p{L}_]';
const punctuation = '[\\p{L}\\p{N}_!"\'&.,?]';
/** White space, a dash between words, or a word: up to a hyphen between letters, to its end, or to a dash. */
const hyphenated = new RegExp(
  `${blanks}+|(?<=${punctuation})-{2,}(?=[\\p{L}\\p{N}_])|[^\\t\\n\\v\\f\\r ]+?(?:-(?:(?<=${letter}{2}-)|(?<=${letter}-${punctuation}-))(?=${letter}-?${letter})|(?=${blanks}|$)|(?<=${punctuation})(?=-{2,}[\\p{L}\\p{N}_]))`,
  'gu',
);
const words = new RegExp(`${blanks}+|[^\\t\\n\\v\\f\\r ]+`, 'gu');

/** A line broken into lines of at most `width` characters where Python's `textwrap` breaks it. */
export function wrapText(text: string, how: Wrapping): string[] {
  const { width, breakOnHyphens } = how;
  const chunks = (text.match(breakOnHyphens ? hyphenated : words) ?? []).reverse();
  const lines: string[] = [];
  while (chunks.length > 0) {
    if (lines.length > 0 && chunks.at(-1)!.trim() === '') chunks.pop();
    const line = takeLine(chunks, width);
    if (chunks.length > 0 && chunks.at(-1)!.length > width) takeLongWord(chunks, line, how);
    if (line.length > 0 && line.at(-1)!.trim() === '') line.pop();
    if (line.length > 0) lines.push(line.join(''));
  }
  return lines;
}

function takeLine(chunks: string[], width: number): string[] {
  const line: string[] = [];
  let length = 0;
  while (chunks.length > 0 && length + chunks.at(-1)!.length <= width) {
    length += chunks.at(-1)!.length;
    line.push(chunks.pop()!);
  }
  return line;
}

/** A word that is longer than a line is cut, or stands on a line of its own. */
function takeLongWord(chunks: string[], line: string[], { width, breakLongWords, breakOnHyphens }: Wrapping): void {
  const used = line.join('').length;
  const room = width < 1 ? 1 : width - used;
  const word = chunks.at(-1)!;
  if (breakLongWords && room > 0) {
    const hyphen = breakOnHyphens ? word.lastIndexOf('-', room - 1) : -1;
    const end = hyphen > 0 && /[^-]/.test(word.slice(0, hyphen)) ? hyphen + 1 : room;
    line.push(word.slice(0, end));
    chunks[chunks.length - 1] = word.slice(end);
  } else if (line.length === 0) line.push(chunks.pop()!);
}
