import { columns, columnsOf } from './columns.ts';
import { visible } from './visible.ts';

/** A stretch of one line to underline, as UTF-16 offsets within the line. */
export interface Underline {
  readonly start: number;
  readonly end: number;
}

/** A source line made safe to print, and where its underline begins and how long it is, in terminal columns. */
export interface Snippet {
  readonly text: string;
  readonly indent: number;
  readonly length: number;
}

const tab = '    ';
const widest = 120;
const before = 40;

/** Shows a line with tabs expanded, controls visible and, when it is very long, cut around what is underlined. */
export function snippet(line: string, { start, end }: Underline): Snippet {
  const head = shown(line.slice(0, start));
  const marked = shown(line.slice(start, end));
  const tail = shown(line.slice(end));
  if (columns(head) + columns(marked) + columns(tail) <= widest) return assemble(head, marked, tail);
  const shortHead = columns(head) > before ? `…${lastColumns(head, before)}` : head;
  const shortMarked = firstColumns(marked, widest - columns(shortHead));
  const shortTail = firstColumns(tail, widest - columns(shortHead) - columns(shortMarked));
  return assemble(shortHead, shortMarked, shortTail);
}

function assemble(head: string, marked: string, tail: string): Snippet {
  return { text: (head + marked + tail).trimEnd(), indent: columns(head), length: Math.max(1, columns(marked)) };
}

function shown(text: string): string {
  return visible(text, '\t').replaceAll('\t', tab);
}

function firstColumns(text: string, wanted: number): string {
  if (columns(text) <= wanted) return text;
  let taken = '';
  let width = 0;
  for (const character of text) {
    width += columnsOf(character);
    if (width >= wanted) break;
    taken += character;
  }
  return `${taken}…`;
}

function lastColumns(text: string, wanted: number): string {
  const characters = [...text];
  let width = 0;
  let from = characters.length;
  while (from > 0 && width + columnsOf(characters[from - 1]!) <= wanted) {
    from -= 1;
    width += columnsOf(characters[from]!);
  }
  return characters.slice(from).join('');
}
