import { parseArgs } from 'node:util';

/** How large a benchmark is. */
export interface Options {
  readonly hosts: number;
  readonly tasks: number;
  /** How often each contender runs. */
  readonly rounds: number;
  readonly forks: number;
  /** How far away the hosts are: milliseconds of a round trip. */
  readonly rtt: number;
  /** Which benchmarks, by name; all that are quick unless told. */
  readonly names: readonly string[];
}

/** Reads `[NAME…] [--hosts N] [--tasks N] [--rounds N] [--forks N] [--rtt N]`; throws for anything else. */
export function readOptions(args: readonly string[]): Options {
  const option = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { hosts: option, tasks: option, rounds: option, forks: option, rtt: option },
  });
  const number = (name: keyof typeof values, fallback: number, least = 1): number => {
    const value = Number(values[name] ?? fallback);
    if (!Number.isInteger(value) || value < least)
      throw new Error(`--${name} must be a whole number, at least ${least}`);
    return value;
  };
  return {
    hosts: number('hosts', 50),
    tasks: number('tasks', 10),
    rounds: number('rounds', 5),
    forks: number('forks', 50),
    rtt: number('rtt', 0, 0),
    names: positionals,
  };
}
