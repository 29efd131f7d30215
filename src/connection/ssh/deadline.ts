import { ConnectionError } from '../connection.ts';

/** What connecting is busy with, for the message when it takes too long. */
export type Phase =
  | 'looking for keys'
  | 'connecting'
  | 'waiting for the server to speak'
  | 'exchanging keys'
  | 'logging in';

/**
 * One time-out over all of connecting: TCP, banner, key exchange, authentication and the bastions before it; the time in which the user is
 * asked something does not count.
 */
export class Deadline {
  phase: Phase = 'connecting';
  /** What the last attempt came to, when there will be another. */
  lastProblem: Error | undefined;
  readonly #controller = new AbortController();
  readonly #milliseconds: number;
  readonly #where: string;
  readonly #outer: AbortSignal | undefined;
  #left: number;
  #since = 0;
  #stopped = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(milliseconds: number, where: string, outer: AbortSignal | undefined) {
    this.#milliseconds = milliseconds;
    this.#left = milliseconds;
    this.#where = where;
    this.#outer = outer;
    if (outer?.aborted) this.#controller.abort(outer.reason);
    else outer?.addEventListener('abort', this.#abort, { once: true });
    this.#run();
  }

  /** Aborted when the time is over, with a `ConnectionError` of kind `timeout`, or when the caller gives up, with its reason. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Does something during which the time stands still. */
  async without<T>(work: () => Promise<T>): Promise<T> {
    clearTimeout(this.#timer);
    this.#left -= performance.now() - this.#since;
    try {
      return await work();
    } finally {
      this.#run();
    }
  }

  /** Waits for something no longer than the deadline; `late` is given what comes after it. */
  async over<T>(work: Promise<T>, late: (result: T) => void = () => {}): Promise<T> {
    const { signal } = this;
    return new Promise<T>((resolve, reject) => {
      const abort = () => {
        reject(signal.reason);
        work.then(late, () => {});
      };
      if (signal.aborted) abort();
      else signal.addEventListener('abort', abort, { once: true });
      work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
    });
  }

  /** To be called when connecting is over, whichever way. */
  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
    this.#outer?.removeEventListener('abort', this.#abort);
  }

  #run(): void {
    if (this.#stopped) return;
    this.#since = performance.now();
    this.#timer = setTimeout(() => this.#controller.abort(this.#tooLate()), Math.max(0, this.#left));
  }

  readonly #abort = (): void => this.#controller.abort(this.#outer?.reason);

  #tooLate(): ConnectionError {
    const before = this.lastProblem === undefined ? '' : `; before that: ${this.lastProblem.message}`;
    return new ConnectionError(
      'timeout',
      `no connection to ${this.#where} within ${this.#milliseconds / 1000} s: it was still ${this.phase}${before}`,
      { help: 'check that the host is up, or give it more time with `-T SECONDS`', cause: this.lastProblem },
    );
  }
}
