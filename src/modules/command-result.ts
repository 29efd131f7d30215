import { constants } from 'node:os';
import { trimEnd } from '../std/trim-end.ts';
import { splitLines } from '../template/python/text-split.ts';
import type { CommandResult, Finish, Result } from './module.ts';
import { timedelta, timestamp } from './timestamp.ts';

/** The streams of a command as results have them, whole and in lines. */
export function streams(stdout: string, stderr: string): Result {
  return { stdout, stderr, stdout_lines: splitLines(stdout), stderr_lines: splitLines(stderr) };
}

/** The return code of a command; one that was ended by a signal has the signal's number below zero, as in Python. */
export function returnCode({ code, signal }: CommandResult): number {
  if (signal === undefined) return code;
  const signals: Readonly<Record<string, number>> = constants.signals;
  return -(signals[`SIG${signal}`] ?? 1);
}

/** What `raw` and `script` make of a command's end: its output as it was, and a failure unless it ended with 0. */
export function plainFinish(output: CommandResult): Finish {
  const rc = returnCode(output);
  const result = { rc, ...streams(output.stdout, output.stderr) };
  return rc === 0 ? { result } : { result, failed: 'non-zero return code' };
}

/** When a command ran, as `command` and `shell` report it. */
export function times({ startedAt, durationMs }: CommandResult): Result {
  return { start: timestamp(startedAt), end: timestamp(startedAt + durationMs), delta: timedelta(durationMs) };
}

/** A text without the newlines at its end. */
export const withoutNewlines = (text: string): string => trimEnd(text, '\r\n');
