import { type Edit, editScript } from './edit-script.ts';

/** Lines around a change that stay. */
const CONTEXT = 3;

/**
 * What must change in `before` to get `after`, as the lines of a unified diff's hunks (POSIX diff -u), without the two lines that name
 * the files. A last line without a newline is said to be one. Empty when both are the same.
 */
export function unifiedDiff(before: string, after: string): string[] {
  const edits = editScript(linesOf(before), linesOf(after));
  return hunksOf(edits).flatMap(hunkLines);
}

interface Hunk {
  readonly edits: readonly Edit[];
  /** How many lines of either text stand before it. */
  readonly old: number;
  readonly new: number;
}

/** Stretches of changes with their context; two that are nearer than both contexts are one. */
function hunksOf(edits: readonly Edit[]): Hunk[] {
  const changed = edits.flatMap((edit, index) => (edit.kind === ' ' ? [] : [index]));
  const stretches: { from: number; to: number }[] = [];
  for (const index of changed) {
    const last = stretches.at(-1);
    if (last !== undefined && index - CONTEXT <= last.to) last.to = index + CONTEXT + 1;
    else stretches.push({ from: Math.max(0, index - CONTEXT), to: index + CONTEXT + 1 });
  }
  return stretches.map(({ from, to }) => ({
    edits: edits.slice(from, to),
    old: countLines(edits.slice(0, from), '+'),
    new: countLines(edits.slice(0, from), '-'),
  }));
}

function hunkLines(hunk: Hunk): string[] {
  const old = range(hunk.old, countLines(hunk.edits, '+'));
  const fresh = range(hunk.new, countLines(hunk.edits, '-'));
  return [`@@ -${old} +${fresh} @@`, ...hunk.edits.flatMap(editLines)];
}

function editLines({ kind, line }: Edit): string[] {
  if (line.endsWith('\n')) return [kind + line.slice(0, -1)];
  return [kind + line, '\\ No newline at end of file'];
}

function countLines(edits: readonly Edit[], except: '+' | '-'): number {
  return edits.filter(({ kind }) => kind !== except).length;
}

/** First line and count; a count of one is left out, and an empty range begins at the line before it. */
function range(before: number, count: number): string {
  if (count === 1) return String(before + 1);
  return `${count === 0 ? before : before + 1},${count}`;
}

function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}
