import { crowd } from './crowd.ts';

/** Time and chance, passed in so that tests can stop the one and know the other. Whoever needs less of it takes a part (`Pick`). */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Milliseconds by a clock that never steps. */
  monotonic(): number;
  /** Waits so many milliseconds, or rejects with the signal's reason. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /** Calls back once after so many milliseconds, unless what it returns is called before. */
  after(milliseconds: number, act: () => void): () => void;
  /** From 0 up to but not including 1. */
  random(): number;
}

/** The machine's own time. */
export const systemClock: Clock = {
  now: Date.now,
  monotonic: () => performance.now(),
  sleep: (milliseconds, signal) => sleepBy(systemClock, milliseconds, signal),
  after(milliseconds, act) {
    const timer = setTimeout(act, milliseconds);
    return () => clearTimeout(timer);
  },
  random: Math.random,
};

/** Waits by a clock that can call back; rejects with the signal's reason. */
export function sleepBy(clock: Pick<Clock, 'after'>, milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    crowd(signal);
    const stop = () => {
      cancel();
      reject(signal?.reason);
    };
    const cancel = clock.after(milliseconds, () => {
      signal?.removeEventListener('abort', stop);
      resolve();
    });
    signal?.addEventListener('abort', stop, { once: true });
  });
}
