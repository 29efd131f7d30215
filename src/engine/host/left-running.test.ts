import { expect, test } from 'vitest';
import { mayStillRun, noteEnd } from './left-running.ts';

test('only what is not sure to have ended is told, and only of its own task', () => {
  const [sure, doubtful, other] = [1, 2, 3].map(() => new AbortController().signal) as [
    AbortSignal,
    AbortSignal,
    AbortSignal,
  ];
  noteEnd(sure, { sure: true, how: 'its process group was ended' });
  noteEnd(doubtful, { sure: false, how: 'the host did not say that it has ended' });
  expect([sure, doubtful, other].map(mayStillRun)).toEqual([
    '',
    '; it may still run there: the host did not say that it has ended',
    '',
  ]);
});
