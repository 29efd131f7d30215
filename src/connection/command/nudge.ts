import type { Writable } from 'node:stream';

/**
 * Wakes what may wait for input in front of a guarded command: a profile that reads a line, an account that is for SFTP only and waits for a
 * packet. Their input never ends, because it is the guard's lifeline, so after a while without a sign of life they get eight newlines: a
 * line for the one, a packet of an impossible length for the other. The guard itself does not mind.
 */
export class Nudge {
  readonly #stdin: Writable;
  readonly #after: number;
  #timer: NodeJS.Timeout | undefined;
  #over = false;

  /** `after` in milliseconds. */
  constructor(stdin: Writable, after: number) {
    this.#stdin = stdin;
    this.#after = after;
  }

  /** All that the command is to read has been sent. */
  start(): void {
    if (!this.#over) this.#timer = setTimeout(() => this.#stdin.write('\n'.repeat(8)), this.#after);
  }

  /** The command has said something, or it has ended. */
  stop(): void {
    this.#over = true;
    clearTimeout(this.#timer);
  }
}
