import { Deferred } from '../../std/deferred.ts';

/** A signal as something to race with. */
export interface Abortion {
  /** Rejects with the signal's reason when it is aborted, else never settles. */
  readonly promise: Promise<never>;
  /** Whether it was aborted. */
  readonly settled: boolean;
  /** Stops listening. */
  forget(): void;
}

/** Turns a signal into a promise to race with; call `forget` when the race is over. */
export function abortion(signal: AbortSignal | undefined): Abortion {
  const aborted = new Deferred<never>();
  aborted.promise.catch(() => {});
  const abort = () => aborted.reject(signal?.reason);
  if (signal?.aborted) abort();
  else signal?.addEventListener('abort', abort, { once: true });
  return {
    promise: aborted.promise,
    get settled() {
      return aborted.settled;
    },
    forget: () => signal?.removeEventListener('abort', abort),
  };
}
