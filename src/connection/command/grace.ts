import { Deferred } from '../../std/deferred.ts';

/** How long a command's output is waited for; milliseconds. */
export interface GraceTimes {
  /** After its end: without a byte for so long, the rest is left to whoever still holds the output open. */
  readonly quiet: number;
  /** After its end: at most so long in all. */
  readonly limit: number;
  /** After its start: without a byte for so long, whatever waits for input in front of it is woken. */
  readonly silence?: number;
}

/** A second is what Ansible's own modules wait. */
export const usualGrace: GraceTimes = { quiet: 1000, limit: 5000 };

/** Any login shell has said something of its own by then, or waits. */
export const usualSilence = 5000;

/**
 * The wait for output that is still held open after its command has ended (`sleep 60 & echo hi`). While somebody here is not ready to
 * take more, {@link Grace.hold} stops the time.
 */
export class Grace {
  readonly over = new Deferred<void>();
  readonly #times: GraceTimes;
  #quiet: NodeJS.Timeout | undefined;
  #limit: NodeJS.Timeout | undefined;
  #held = 0;
  #heard = 0;
  #started = false;

  constructor(times: GraceTimes) {
    this.#times = times;
  }

  start(): void {
    this.#started = true;
    this.#run();
  }

  /** Something was heard. */
  touch(): void {
    this.#heard += 1;
    this.#quiet?.refresh();
  }

  hold(): void {
    this.#held += 1;
    this.stop();
  }

  unhold(): void {
    this.#held -= 1;
    if (this.#started) this.#run();
  }

  stop(): void {
    clearTimeout(this.#quiet);
    clearTimeout(this.#limit);
  }

  #run(): void {
    if (this.#held > 0 || this.over.settled) return;
    this.stop();
    this.#quiet = setTimeout(() => this.#quietSince(this.#heard), this.#times.quiet);
    this.#limit = setTimeout(() => this.over.resolve(), this.#times.limit);
  }

  /** A blocked event loop runs timers before it reads what has long arrived, so one more turn is given to reading. */
  #quietSince(heard: number): void {
    setImmediate(() => {
      if (this.#held > 0) return;
      if (heard === this.#heard) this.over.resolve();
      else this.#run();
    });
  }
}
