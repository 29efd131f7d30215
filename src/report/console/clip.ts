import { columns, columnsOf } from '../../source/columns.ts';

/** The text cut to so many columns of a terminal, with `…` for what is missing. */
export function clip(text: string, width: number): string {
  if (columns(text) <= width) return text;
  let shown = '';
  let used = 1;
  for (const character of text) {
    used += columnsOf(character);
    if (used > width) break;
    shown += character;
  }
  return width < 1 ? '' : `${shown}…`;
}
