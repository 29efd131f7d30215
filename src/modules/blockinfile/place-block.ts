import type { PythonRegex } from '../../template/python/regex.ts';

/** A block of lines between two markers. */
export interface Block {
  /** The markers, each with its newline. */
  readonly begin: string;
  readonly end: string;
  /** What is between them, whole lines; empty for no block at all, without its markers. */
  readonly body: string;
  /** Where it goes when the text has no markers. */
  readonly place: Place;
}

/** A place in a text. */
export type Place = 'start' | 'end' | { readonly side: 'before' | 'after'; readonly pattern: PythonRegex };

/** A text with a block in it, in place of the one that is there. */
export function placeBlock(text: string, block: Block): string {
  const lines: readonly string[] = text.match(/[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g) ?? [];
  const begin = lines.lastIndexOf(block.begin);
  const end = lines.lastIndexOf(block.end);
  const marked = begin >= 0 && end >= 0;
  const from = marked ? Math.min(begin, end) : indexOf(text, lines, block.place);
  const to = marked ? Math.max(begin, end) + 1 : from;
  const before = lines.slice(0, from).join('');
  const separated = before === '' || before.endsWith('\n') ? before : `${before}\n`;
  const inserted = block.body === '' ? '' : block.begin + block.body + block.end;
  return separated + inserted + lines.slice(to).join('');
}

function indexOf(text: string, lines: readonly string[], place: Place): number {
  if (place === 'start') return 0;
  const found = place === 'end' ? undefined : matchedLine(text, lines, place);
  return found ?? lines.length;
}

/** Where a pattern puts the block: beside the last line that it matches, or beside its first match in the whole text with `(?m)`. */
function matchedLine(
  text: string,
  lines: readonly string[],
  { side, pattern }: Exclude<Place, string>,
): number | undefined {
  const behind = side === 'after' ? 1 : 0;
  if (!pattern.isMultiline) {
    const found = lines.findLastIndex((line) => pattern.search(line) !== undefined);
    return found < 0 ? undefined : found + behind;
  }
  const match = pattern.search(text);
  if (match === undefined) return undefined;
  return text.slice(0, side === 'after' ? match.end : match.start).split('\n').length - 1 + behind;
}
