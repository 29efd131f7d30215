import { setMaxListeners } from 'node:events';

/** Lets any number wait for one signal: a run has one for all its hosts, and Node takes more than ten listeners for a leak. */
export function crowd(signal: AbortSignal | undefined): void {
  if (signal !== undefined) setMaxListeners(0, signal);
}
