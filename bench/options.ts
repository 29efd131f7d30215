import { parseArgs } from 'node:util';

/** How large a benchmark is. */
export interface Options {
  readonly hosts: number;
  readonly tasks: number;
  /** How often each contender runs. */
  readonly rounds: number;
  readonly forks: number;
  /** Which benchmarks, by name; all that are quick unless told. */
  readonly names: readonly string[];
}

/** Reads `[NAME…] [--hosts N] [--tasks N] [--rounds N] [--forks N]`; throws for anything else. */
export function readOptions(args: readonly string[]): Options {
  const option = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { hosts: option, tasks: option, rounds: option, forks: option },
  });
  const number = (name: keyof typeof values, fallback: number): number => {
    const value = Number(values[name] ?? fallback);
    if (!Number.isInteger(value) || value < 1) throw new Error(`--${name} must be a whole number, at least 1`);
    return value;
  };
  return {
    hosts: number('hosts', 50),
    tasks: number('tasks', 10),
    rounds: number('rounds', 5),
    forks: number('forks', 50),
    names: positionals,
  };
}
