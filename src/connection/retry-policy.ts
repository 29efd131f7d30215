import { ChannelRefused, ConnectionError, type ConnectionErrorKind } from './connection.ts';

/**
 * What may be done again after an error, and where. `here`: on the same connection, since the server only has to have room; `elsewhere`: on
 * another connection; `dial`: connecting itself, as long as it may take; `later`: connecting, in place of a connection that was there before;
 * `never`: it would end the same way, or run twice.
 */
export type Retry = 'here' | 'elsewhere' | 'dial' | 'later' | 'never';

/** By the kind of the error, where nothing was handed over to the host. */
const table: Readonly<Record<ConnectionErrorKind, Retry>> = {
  // The server was too busy to say anything about us (MaxStartups): it may not be in a moment.
  dropped: 'dial',
  // The server would not open another channel: nothing ran, and there is room when another has ended.
  channel: 'here',
  // The connection was dead before anything was handed to it.
  lost: 'elsewhere',
  // What may pass by itself: a host that is starting, a network that is slow.
  refused: 'later',
  timeout: 'later',
  protocol: 'later',
  // What another attempt cannot mend: it says the same until somebody changes something, or a connection ends.
  address: 'never',
  auth: 'never',
  exhausted: 'never',
  'host-key': 'never',
  'key-file': 'never',
  unsupported: 'never',
};

/**
 * The one rule about trying again: by the kind of the error, and by what ran. What may have run is never run again from here; the engine
 * alone knows that a look changes nothing, or that a task is `safe_to_repeat`. How often, and after which pause, is for the caller to say.
 */
export function retryOf(error: unknown): Retry {
  if (!(error instanceof ConnectionError) || error.mayHaveRun) return 'never';
  return error instanceof ChannelRefused ? 'here' : table[error.kind];
}
