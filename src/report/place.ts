import { displayPath } from '../source/display-path.ts';
import type { Location } from '../source/span.ts';

/** A place as people click on it: `file:line:column`, the file relative to the working directory when it is below it. */
export function place({ file, line, column }: Location): string {
  return `${displayPath(file)}:${line}:${column}`;
}
