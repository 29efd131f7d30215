import { describe, expect, it } from 'vitest';
import { FakeProcess } from '../../test/rig/fake-process.ts';
import { Interrupted } from '../engine/interrupted.ts';
import { Deferred } from '../std/deferred.ts';
import { withSignals } from './signals.ts';

/** Starts work that stays open until the test resolves it, and sends it signals. */
function start() {
  const fake = new FakeProcess([]);
  const held = new Deferred<string>();
  const lines: string[] = [];
  let given: AbortSignal | undefined;
  const work = (signal: AbortSignal) => {
    given = signal;
    return held.promise;
  };
  const ended = withSignals(fake, work, (line) => lines.push(line));
  return { fake, held, lines, ended, signal: given! };
}

describe('signals', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 143],
  ] as const)('%s once aborts the work, which may still end by itself', async (name, code) => {
    const { fake, held, lines, ended, signal } = start();
    fake.emit(name);
    expect(signal.reason).toBeInstanceOf(Interrupted);
    expect((signal.reason as Interrupted).exitCode).toBe(code);
    held.resolve('summed up');
    expect(await ended).toBe('summed up');
    expect({ lines, exits: fake.exits }).toEqual({ lines: [], exits: [] });
  });

  it('a second one says a last line and leaves at once', async () => {
    const { fake, held, lines, ended } = start();
    fake.emit('SIGTERM');
    fake.emit('SIGINT');
    expect(fake.exits).toEqual([130]);
    expect(lines).toEqual(['runbook: SIGINT again, leaving at once; commands on hosts may still be running\n']);
    held.resolve('');
    await ended;
  });

  it('are left to the process again when the work is done', async () => {
    const { fake, held, ended } = start();
    held.reject(new Error('broken'));
    await expect(ended).rejects.toThrow('broken');
    expect(['SIGINT', 'SIGTERM', 'SIGHUP'].map((name) => fake.listenerCount(name))).toEqual([0, 0, 0]);
  });
});
