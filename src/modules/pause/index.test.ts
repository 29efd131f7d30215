import { describe, expect, it } from 'vitest';
import { dict, type Value } from '../../template/value.ts';
import { bindArgs } from '../bind-args.ts';
import type { HostView } from '../module.ts';
import { pause } from './index.ts';

/** A host whose clock goes on only by sleeping. */
class Sleeper {
  clock = 0;
  readonly asked: string[] = [];
  now = () => this.clock;
  sleep = async (seconds: number) => {
    this.clock += seconds * 1000;
  };
  ask = async (prompt: string) => {
    this.asked.push(prompt);
    return 'yes';
  };
}

async function run(given: Record<string, Value>, host = new Sleeper()) {
  const bound = bindArgs(pause, dict(given));
  if ('problems' in bound) throw new Error(bound.problems.map(({ message }) => message).join());
  const verdict = await pause.decide(bound.args, host as unknown as HostView);
  return { result: 'result' in verdict ? verdict.result : undefined, host };
}

describe('pause', () => {
  it.each([
    [{ seconds: 2 }, 2000, 'Paused for 2.0 seconds'],
    [{ minutes: 1 }, 60_000, 'Paused for 1.0 minutes'],
    [{ seconds: -1 }, 1000, 'Paused for 1.0 seconds'],
    [{ minutes: 0 }, 1000, 'Paused for 0.02 minutes'],
  ])('%j', async (given, clock, stdout) => {
    const { result, host } = await run(given);
    expect([host.clock, result?.stdout]).toEqual([clock, stdout]);
  });

  it('asks, and gives the answer', async () => {
    const { result, host } = await run({ prompt: 'go on?' });
    expect([host.asked, result?.user_input]).toEqual([['go on?: '], 'yes']);
  });
});
