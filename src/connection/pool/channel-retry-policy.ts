import { retryOf } from '../retry-policy.ts';

/** How often the only channel of a connection may be refused, and the pause behind the first time in milliseconds. */
const loneRefusals = 5;
const firstPause = 20;

/** Whether one command or transfer may be tried again after it failed: only ever when it is certain that nothing of it has run. */
export class ChannelRetryPolicy {
  readonly #reconnectAttempts: number;
  #loneRefusals = 0;
  #losses = 0;

  constructor(reconnectAttempts: number) {
    this.#reconnectAttempts = reconnectAttempts;
  }

  /**
   * Milliseconds to wait before another try, or undefined when there must not be one. `others`: channels open on the same connection. A refused
   * channel never ran. A server that refuses the only one may still be putting the last one away, so it gets a little time, but not for
   * ever. A connection that was dead before anything was handed to it is replaced.
   */
  pauseAfter(error: unknown, others: number): number | undefined {
    const retry = retryOf(error);
    if (retry === 'here') return others > 0 ? 0 : this.#afterLoneRefusal();
    if (retry !== 'elsewhere' || this.#losses >= this.#reconnectAttempts) return undefined;
    this.#losses += 1;
    return 0;
  }

  #afterLoneRefusal(): number | undefined {
    if (this.#loneRefusals >= loneRefusals) return undefined;
    this.#loneRefusals += 1;
    return firstPause * 2 ** (this.#loneRefusals - 1);
  }
}
