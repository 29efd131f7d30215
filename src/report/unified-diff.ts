import { type StructuredPatchHunk, structuredPatch } from 'diff';

/** Lines around a change that stay. */
const context = 3;

/** Beyond this many differing lines a comparison is given up for "all of it changed": the time grows with their square. */
const maxEditLength = 1000;

/**
 * What must change in `before` to get `after`, as the lines of a unified diff's hunks (POSIX diff -u), without the two lines that name
 * the files. A last line without a newline is said to be one. Empty when both are the same.
 */
export function unifiedDiff(before: string, after: string): string[] {
  const patch = structuredPatch('', '', before, after, '', '', { context, maxEditLength });
  return (patch?.hunks ?? [everything(before, after)]).flatMap(hunkLines);
}

/** One hunk that takes all of `before` away and puts all of `after` in its place. */
function everything(before: string, after: string): StructuredPatchHunk {
  const [old, fresh] = [edits('-', before), edits('+', after)];
  const lines = [...old, ...fresh];
  return { oldStart: 1, oldLines: count(old), newStart: 1, newLines: count(fresh), lines };
}

function edits(kind: '-' | '+', text: string): string[] {
  const lines = text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  return lines.flatMap((line) =>
    line.endsWith('\n') ? [kind + line.slice(0, -1)] : [kind + line, '\\ No newline at end of file'],
  );
}

const count = (lines: readonly string[]): number => lines.filter((line) => !line.startsWith('\\')).length;

function hunkLines({ oldStart, oldLines, newStart, newLines, lines }: StructuredPatchHunk): string[] {
  return [`@@ -${range(oldStart, oldLines)} +${range(newStart, newLines)} @@`, ...lines];
}

/** First line and count; a count of one is left out, and an empty range begins at the line before it. */
function range(start: number, lines: number): string {
  if (lines === 1) return String(start);
  return `${lines === 0 ? start - 1 : start},${lines}`;
}
