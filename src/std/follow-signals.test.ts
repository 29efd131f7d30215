import { getEventListeners } from 'node:events';
import { expect, test } from 'vitest';
import { followSignals } from './follow-signals.ts';

test('the first that is aborted gives its reason', async () => {
  const [one, other] = [new AbortController(), new AbortController()];
  const reason = await followSignals([one.signal, other.signal], async (signal) => {
    other.abort('other');
    one.abort('one');
    return signal.reason as unknown;
  });
  expect(reason).toBe('other');
});

test('one that was aborted before counts', async () => {
  expect(await followSignals([AbortSignal.abort('before')], async ({ reason }) => reason as unknown)).toBe('before');
});

test('nothing is left on the signals, also when the work fails', async () => {
  const { signal } = new AbortController();
  await expect(followSignals([signal], () => Promise.reject(new Error('failed')))).rejects.toThrow('failed');
  expect(getEventListeners(signal, 'abort')).toEqual([]);
});
