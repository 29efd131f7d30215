import { columnsOf } from '../../source/columns.ts';

/** The text cut to so many columns of a terminal, with `…` for what is missing. */
export function clip(text: string, width: number): string {
  let shown = '';
  let used = 0;
  // No further than has to be looked: a line may be of any length.
  for (const character of text) {
    used += columnsOf(character);
    if (used > width) return width < 1 ? '' : `${shown}…`;
    if (used < width) shown += character;
  }
  return text;
}
