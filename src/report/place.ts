import { displayPath } from '../source/display-path.ts';
import type { Location } from '../source/span.ts';

/** A place as people click on it: `file:line:column`, the file relative to the working directory when it is below it. */
export function place({ file, line, column }: Location): string {
  return `${displayPath(file)}:${line}:${column}`;
}

/** Whether a place is in a file of the user's, rather than in a text with a name such as `<exec>`. */
export function isInFile({ file }: Location): boolean {
  return !file.startsWith('<');
}
