import type { Readable, Writable } from 'node:stream';
import type { Connection, ExecOptions, ExecResult, GetOptions, PutOptions } from '../connection.ts';

/** Something to do on a connection, as soon as one has a channel free. */
export type Work<T> = (connection: Connection, waited: number) => Promise<T>;

/** A host as those see it who have a lease on it. */
export interface LeasedHost {
  readonly connected: boolean;
  /** `work` is also told how many milliseconds it has waited. */
  use<T>(work: Work<T>, signal: AbortSignal | undefined): Promise<T>;
}

/** The right to use a host's connections, as long as it is not given back: what the pool hands out as a connection. */
export class Lease implements Connection {
  readonly #host: LeasedHost;
  readonly #giveBack: () => void;
  readonly #mayReconnect: boolean;
  #open = true;

  constructor(host: LeasedHost, mayReconnect: boolean, giveBack: () => void) {
    this.#host = host;
    this.#mayReconnect = mayReconnect;
    this.#giveBack = giveBack;
  }

  exec(command: string, options: ExecOptions = {}): Promise<ExecResult> {
    let told = 0;
    // Again, and with the longer time, when a channel was refused.
    const run = (connection: Connection, waited: number) => {
      options.onWaited?.(waited - told);
      told = waited;
      return connection.exec(command, options);
    };
    return this.#use(run, options.signal);
  }

  put(content: Uint8Array | Readable, path: string, options: PutOptions = {}): Promise<void> {
    return this.#use((connection) => connection.put(content, path, options), options.signal);
  }

  get(path: string, sink: Writable, options: GetOptions = {}): Promise<number> {
    return this.#use((connection) => connection.get(path, sink, options), options.signal);
  }

  /** Also true when the connection itself is gone: the next use gets another. */
  alive(): boolean {
    return this.#open && (this.#mayReconnect || this.#host.connected);
  }

  /** Gives it back; the connection stays open for whoever comes next, unless it is not to be used again. */
  async close(): Promise<void> {
    if (!this.#open) return;
    this.#open = false;
    this.#giveBack();
  }

  async #use<T>(work: Work<T>, signal: AbortSignal | undefined): Promise<T> {
    if (!this.#open) throw new Error('a connection was used after it had been given back');
    return this.#host.use(work, signal);
  }
}
