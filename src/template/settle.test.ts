import { describe, expect, it } from 'vitest';
import { awaited, canWait, Session, settle } from './settle.ts';
import type { Value } from './value.ts';

describe('settle', () => {
  it('evaluates again when what was waited for is there, and asks once for the same', async () => {
    const asked: string[] = [];
    let runs = 0;
    const ask = (name: string): Value[] =>
      awaited(name, async () => {
        asked.push(name);
        return [`${name}!`];
      });
    const result = await settle(() => {
      runs++;
      return [...ask('a'), ...ask('b'), ...ask('a')];
    });
    expect({ result, asked, runs }).toEqual({ result: ['a!', 'b!', 'a!'], asked: ['a', 'b'], runs: 3 });
  });

  it('keeps answers for the session', async () => {
    const session = new Session();
    let count = 0;
    const evaluate = () => awaited('question', async () => [++count]);
    expect([await settle(evaluate, session), await settle(evaluate, session), await settle(evaluate)]).toEqual([
      [1],
      [1],
      [2],
    ]);
  });

  it('throws what went wrong while waiting, where it was asked', async () => {
    const evaluate = () => {
      try {
        return awaited('question', () => Promise.reject(new Error('no answer')));
      } catch (error) {
        if (error instanceof Error) return `caught ${error.message}`;
        throw error;
      }
    };
    await expect(settle(evaluate)).resolves.toBe('caught no answer');
  });

  it('throws at once what has nothing to do with waiting', async () => {
    await expect(
      settle(() => {
        throw new TypeError('a bug');
      }),
    ).rejects.toThrow(new TypeError('a bug'));
  });

  it('keeps sessions that wait at the same time apart', async () => {
    const both = ['x', 'y'].map((name) => settle(() => awaited('who', async () => [name])));
    await expect(Promise.all(both)).resolves.toEqual([['x'], ['y']]);
  });

  it('knows when nothing can wait', async () => {
    expect(canWait()).toBe(false);
    await expect(settle(() => canWait())).resolves.toBe(true);
    expect(() => awaited('question', async () => [])).toThrow('nothing here can');
  });
});
