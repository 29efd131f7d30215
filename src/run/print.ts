import { ciSafe } from '../report/ci-safe.ts';
import type { Environment } from '../settings/environment.ts';
import { visible } from '../source/visible.ts';
import { inCi } from './in-ci.ts';
import type { Output, RunIo } from './run-io.ts';

type Streams = Pick<RunIo, 'stdout' | 'stderr' | 'env'>;

/**
 * Prints lines on standard output. Whatever a terminal or a CI system would act on in them is made visible, a line end inside of one as
 * well: names of hosts, groups, plays, tasks and files are not ours.
 */
export function print(lines: readonly string[], { stdout, env }: Streams): void {
  give(safeLines(lines), stdout, env);
}

/** Prints lines on standard error as {@link print} does on standard output. */
export function printAside(lines: readonly string[], { stderr, env }: Streams): void {
  give(safeLines(lines), stderr, env);
}

/** Prints on standard error what was made visible when it was put together, and then coloured. */
export function printPainted(text: string, { stderr, env }: Streams): void {
  give(text, stderr, env);
}

/** Gives standard output to a program or a file: what was asked for, byte by byte. */
export function printData(data: string | Uint8Array, { stdout }: Pick<RunIo, 'stdout'>): void {
  stdout.write(data);
}

function safeLines(lines: readonly string[]): string {
  return lines.map((line) => `${visible(line, '\t')}\n`).join('');
}

function give(text: string, to: Output, env: Environment): void {
  to.write(inCi(env) ? ciSafe(text) : text);
}
