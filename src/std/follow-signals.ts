import { crowd } from './crowd.ts';

/**
 * Does work with a signal of its own, which is aborted with the reason of the first of `signals` that is. Unlike with `AbortSignal.any`,
 * nothing of it stays with signals that live longer than the work.
 */
export async function followSignals<T>(
  signals: readonly AbortSignal[],
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const own = new AbortController();
  const followers = signals.map((signal) => ({ signal, follow: () => own.abort(signal.reason) }));
  for (const { signal, follow } of followers) {
    if (signal.aborted) follow();
    else {
      crowd(signal);
      signal.addEventListener('abort', follow, { once: true });
    }
  }
  try {
    return await work(own.signal);
  } finally {
    for (const { signal, follow } of followers) signal.removeEventListener('abort', follow);
  }
}
