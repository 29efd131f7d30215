import { crowd } from '../../std/crowd.ts';

/** Time as the pool sees it, passed in so that tests can stop it. */
export interface PoolClock {
  /** Milliseconds by a clock that never steps. */
  monotonic(): number;
  /** Calls back once after so many milliseconds, unless what it returns is called before. */
  after(milliseconds: number, act: () => void): () => void;
  /** A number from 0 to 1, 1 excluded, for jitter. */
  random(): number;
}

/** The machine's own time. */
export const systemPoolClock: PoolClock = {
  monotonic: () => performance.now(),
  after(milliseconds, act) {
    const timer = setTimeout(act, milliseconds);
    return () => clearTimeout(timer);
  },
  random: Math.random,
};

/** Waits, or rejects with the signal's reason. */
export function pause(clock: PoolClock, milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
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
