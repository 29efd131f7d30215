import type { Json, Outcome } from '../../events/outcome.ts';
import { ending, isFatal } from '../ending.ts';
import { place } from '../place.ts';
import { unifiedDiff } from '../unified-diff.ts';
import type { Paint } from './palette.ts';
import { readable, textLines } from './readable.ts';

/** How much of an outcome is shown. */
export interface Detail {
  readonly verbosity: number;
  readonly diff: boolean;
  readonly paint: Paint;
}

/** Lines of each stream of a failed command, and of a long command itself, that are shown without `-v`. */
const TAIL = 10;
/** Characters of one such line. */
const WIDEST = 1000;

/** The lines under a result: its diff, what went wrong and where, and with `-v` the result itself. Not indented. */
export function outcomeDetails(outcome: Outcome, detail: Detail): string[] {
  const wrong = outcome.status === 'failed' || outcome.status === 'unreachable';
  const told = wrong && (isFatal(outcome) || outcome.rescued || detail.verbosity > 0);
  return [
    ...(detail.diff || outcome.showsDiff ? diffLines(outcome, detail.paint) : []),
    ...(told ? failureLines(outcome, detail) : []),
    ...(detail.verbosity > 0 ? resultLines(outcome, detail) : []),
  ];
}

/** The result as `register` would hold it, without what the line above says already. */
export function resultLines(outcome: Outcome, { verbosity }: Pick<Detail, 'verbosity'>): string[] {
  const shown = Object.entries(outcome.result).filter(([key, value]) => isTelling(key, value, outcome, verbosity));
  return shown.length === 0 ? [] : readable(Object.fromEntries(shown));
}

const STATUS_KEYS = new Set(['changed', 'failed', 'skipped', 'unreachable', 'skip_reason', 'skipped_reason']);
const TIMING_KEYS = new Set(['start', 'end', 'delta', 'invocation']);
const REPEATED_KEYS = new Set([
  'stdout_lines',
  'stderr_lines',
  'results',
  'diff',
  'ansible_loop_var',
  'item',
  'warnings',
]);
const FAILURE_KEYS = new Set(['msg', 'cmd', 'rc', 'stdout', 'stderr']);

function isTelling(key: string, value: Json, outcome: Outcome, verbosity: number): boolean {
  if (STATUS_KEYS.has(key) || REPEATED_KEYS.has(key) || key.startsWith('_')) return false;
  if (TIMING_KEYS.has(key)) return verbosity > 2;
  if (FAILURE_KEYS.has(key) && outcome.status === 'failed') return false;
  if (key === 'msg' && outcome.status === 'unreachable') return false;
  return value !== '' && value !== null;
}

function failureLines(outcome: Outcome, detail: Detail): string[] {
  const all = detail.verbosity > 0;
  const end = ending(outcome);
  return [
    ...placeLines(outcome, detail.paint),
    ...(outcome.command === undefined ? [] : labelled('command', commandLines(outcome.command, all))),
    ...(end === undefined ? [] : [end]),
    ...streamLines('stdout', outcome.stdout, all),
    ...streamLines('stderr', outcome.stderr, all),
    ...(outcome.help === undefined ? [] : labelled('help', textLines(outcome.help))),
  ];
}

function placeLines({ at, includedFrom = [] }: Outcome, paint: Paint): string[] {
  if (at === undefined) return [];
  return [`at ${paint('place', place(at))}`, ...includedFrom.map((from) => `included from ${place(from)}`)];
}

/** A value of one line beside its label, a longer one below it. */
function labelled(label: string, lines: readonly string[]): string[] {
  if (lines.length === 1) return [`${label}: ${lines[0]}`];
  return [`${label}:`, ...lines.map((line) => `  ${line}`)];
}

function commandLines(command: string, all: boolean): string[] {
  const lines = textLines(command);
  if (all || lines.length <= TAIL) return lines.map((line) => clip(line, all));
  return [...lines.slice(0, TAIL).map((line) => clip(line, all)), `… ${lines.length - TAIL} more lines (-v shows all)`];
}

function streamLines(name: 'stdout' | 'stderr', text: string | undefined, all: boolean): string[] {
  if (text === undefined || text.trim() === '') return [];
  const lines = textLines(text.trimEnd());
  const shown = all ? lines : lines.slice(-TAIL);
  const label =
    shown.length === lines.length ? `${name}:` : `${name}, last ${TAIL} of ${lines.length} lines (-v shows all):`;
  return [label, ...shown.map((line) => `  ${clip(line, all)}`.trimEnd())];
}

function clip(line: string, all: boolean): string {
  if (all || line.length <= WIDEST) return line;
  return `${line.slice(0, WIDEST)}… ${line.length - WIDEST} more characters (-v shows all)`;
}

/** The changes of files as a unified diff. */
export function diffLines({ diffs = [] }: Outcome, paint: Paint): string[] {
  return diffs.flatMap(({ path, before, after }) => {
    const lines = unifiedDiff(before, after);
    if (lines.length === 0) return [];
    return [
      paint('place', `--- before: ${path}`),
      paint('place', `+++ after: ${path}`),
      ...lines.map((line) => diffLine(line, paint)),
    ];
  });
}

function diffLine(line: string, paint: Paint): string {
  if (line.startsWith('@')) return paint('hunk', line);
  if (line.startsWith('+')) return paint('added', line);
  if (line.startsWith('-')) return paint('removed', line);
  return line;
}
