import type { PythonRegex } from '../../template/python/regex.ts';
import { bare, ended, findLine } from './lines.ts';

/** A line that a text is to have. */
export interface WantedLine {
  readonly line: string;
  /** What tells the line that it takes the place of; absent when only the same line does. */
  readonly replaces?: (line: string) => boolean;
  /** Makes the line from the one that it replaces; one that replaces none is then not added. */
  readonly expand?: (replaced: string) => string;
  /** Where it goes when it replaces none. */
  readonly place: Place;
  /** Whether the first line counts that a pattern finds, rather than the last. */
  readonly firstMatch: boolean;
}

/** A place among lines. */
export type Place = 'start' | 'end' | { readonly side: 'before' | 'after'; readonly pattern: PythonRegex };

/** What became of lines. */
export interface Edited {
  readonly lines: readonly string[];
  readonly message: 'line added' | 'line replaced';
}

/** The lines with a wanted one among them; `undefined` when they are as they should be. */
export function ensureLine(lines: readonly string[], wanted: WantedLine): Edited | undefined {
  const { line, replaces, expand, firstMatch } = wanted;
  const found = replaces === undefined ? -1 : findLine(lines, replaces, firstMatch);
  if (found >= 0) return replaceLine(lines, found, expand?.(lines[found] ?? '') ?? line);
  const { same, beside } = survey(lines, wanted);
  if (same !== undefined) return replaceLine(lines, same, line);
  return expand === undefined ? addLine(lines, wanted, beside) : undefined;
}

function replaceLine(lines: readonly string[], index: number, line: string): Edited | undefined {
  const replacement = ended(line);
  return lines[index] === replacement ? undefined : { lines: lines.with(index, replacement), message: 'line replaced' };
}

/** The last line that is the wanted one already, and the one that a new line goes beside. */
interface Survey {
  readonly same?: number;
  readonly beside?: number;
}

/** Goes over the lines; with `firstMatch` no farther than to the first one beside which a new line can go. */
function survey(lines: readonly string[], { line, place, firstMatch }: WantedLine): Survey {
  let found: Survey = {};
  for (const [index, each] of lines.entries()) {
    if (bare(each) === line) found = { ...found, same: index };
    else if (typeof place === 'object' && place.pattern.search(each) !== undefined) {
      found = { ...found, beside: index };
      if (firstMatch) break;
    }
  }
  return found;
}

function addLine(
  lines: readonly string[],
  { line, place }: WantedLine,
  beside: number | undefined,
): Edited | undefined {
  const at = indexOf(place, beside) ?? lines.length;
  const next = lines[at];
  if (beside !== undefined && at > beside && next !== undefined && bare(next) === line) return undefined;
  const before = lines.slice(0, at).map((each, index) => (index === at - 1 ? terminated(each) : each));
  return { lines: [...before, `${line}\n`, ...lines.slice(at)], message: 'line added' };
}

/** The last line of a text may lack its newline; a lone carriage return ends one as well. */
const terminated = (line: string): string => (line.endsWith('\r') ? line : ended(line));

/** Where a new line goes, `undefined` for the end. */
function indexOf(place: Place, beside: number | undefined): number | undefined {
  if (place === 'start') return 0;
  if (place === 'end' || beside === undefined) return undefined;
  return place.side === 'after' ? beside + 1 : beside;
}
