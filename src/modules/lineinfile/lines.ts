/** Lines of a text, each with the newline that ends it. */
export const linesOf = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

/** A line without what ends it. */
export const bare = (line: string): string => line.replace(/[\r\n]+$/, '');

/** A line with a newline behind it, unless it has one. */
export const ended = (line: string): string => (line.endsWith('\n') ? line : `${line}\n`);

/** Index of the first or the last line that a test holds for, −1 when there is none. */
export function findLine(lines: readonly string[], test: (line: string) => boolean, first: boolean): number {
  return first ? lines.findIndex(test) : lines.findLastIndex(test);
}
