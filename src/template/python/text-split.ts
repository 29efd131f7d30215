import { failure } from '../refuse.ts';

/** Python's white space: what `split()` and `strip()` without arguments go by. */
const blank = /[\s\x85]+/;
const leadingBlank = /^[\s\x85]+/;

/** Python's `text.split(separator, most)`; without a separator, runs of white space separate. A negative `most` sets no limit. */
export function split(text: string, separator: string | null, most = -1): string[] {
  if (separator === null) return splitBlank(text, most);
  if (separator === '') throw failure('an empty separator splits nothing');
  const parts = text.split(separator);
  if (most < 0 || parts.length <= most + 1) return parts;
  return [...parts.slice(0, most), parts.slice(most).join(separator)];
}

function splitBlank(text: string, most: number): string[] {
  const parts: string[] = [];
  let rest = text.replace(leadingBlank, '');
  while (rest !== '' && (most < 0 || parts.length < most)) {
    const gap = blank.exec(rest);
    if (gap === null) break;
    parts.push(rest.slice(0, gap.index));
    rest = rest.slice(gap.index + gap[0].length);
  }
  return rest === '' ? parts : [...parts, rest];
}

/** Python's `text.rsplit(separator, most)`: like {@link split}, and what is over the limit stays at the front. */
export function splitRight(text: string, separator: string | null, most = -1): string[] {
  const backward = (part: string) => [...part].reverse().join('');
  return split(backward(text), separator === null ? null : backward(separator), most)
    .map(backward)
    .reverse();
}

const lineBreak = /\r\n|[\n\r\v\f\x85\u2028\u2029]/g;

/** Python's `text.splitlines(keepEnds)`. */
export function splitLines(text: string, keepEnds = false): string[] {
  const lines: string[] = [];
  let start = 0;
  for (const match of text.matchAll(lineBreak)) {
    lines.push(text.slice(start, keepEnds ? match.index + match[0].length : match.index));
    start = match.index + match[0].length;
  }
  return start < text.length ? [...lines, text.slice(start)] : lines;
}

/** Python's `strip`, `lstrip` and `rstrip`: removes white space, or any of `characters`, from the given side. */
export function strip(text: string, characters: string | null, side: 'both' | 'left' | 'right' = 'both'): string {
  if (characters === null) return stripBlank(text, side);
  const all = [...text];
  const unwanted = new Set(characters);
  let start = 0;
  let end = all.length;
  if (side !== 'right') while (start < end && unwanted.has(all[start]!)) start++;
  if (side !== 'left') while (end > start && unwanted.has(all[end - 1]!)) end--;
  return all.slice(start, end).join('');
}

function stripBlank(text: string, side: 'both' | 'left' | 'right'): string {
  const left = side === 'right' ? text : text.replace(leadingBlank, '');
  return side === 'left' ? left : stripBlankRight(left);
}

function stripBlankRight(text: string): string {
  let end = text.length;
  while (end > 0 && blank.test(text[end - 1]!)) end--;
  return text.slice(0, end);
}
