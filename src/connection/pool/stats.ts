import { Quantiles } from './quantiles.ts';

/** The pool's figures by name. Durations are milliseconds. */
export interface PoolFigures {
  /** Connections that were opened, and those that are open now and were at most. */
  readonly opened: number;
  readonly open: number;
  readonly peakOpen: number;
  /** Commands and transfers, how many of them ran on a connection that had served one before, and what share that is. */
  readonly uses: number;
  readonly reused: number;
  readonly hitRate: number;
  /** Connections closed to make room, because of their age, because nobody needed them, and because they were found dead. */
  readonly evicted: number;
  readonly expired: number;
  readonly idleClosed: number;
  readonly lost: number;
  readonly healthChecks: number;
  readonly healthChecksFailed: number;
  /** Connections opened in place of one that was found dead. */
  readonly reconnects: number;
  readonly dialsFailed: number;
  /** Connections that a server closed before the login (MaxStartups) and that were tried again. */
  readonly dialsDropped: number;
  readonly channelsRefused: number;
  /** From TCP to the end of authentication. */
  readonly handshakeP50: number;
  readonly handshakeP95: number;
  /** From "ready to run" to being handed to a connection. */
  readonly queueWaitP50: number;
  readonly queueWaitP95: number;
  readonly queueWaitMax: number;
  /** From "ready to dial" to dialling: other dials to the same address went first. */
  readonly dialWaitP95: number;
}

type Counter =
  | 'opened'
  | 'uses'
  | 'reused'
  | 'evicted'
  | 'expired'
  | 'idleClosed'
  | 'lost'
  | 'healthChecks'
  | 'healthChecksFailed'
  | 'reconnects'
  | 'dialsFailed'
  | 'dialsDropped'
  | 'channelsRefused';

/** Counts what the pool does. */
export class PoolStats {
  readonly handshake = new Quantiles();
  readonly queueWait = new Quantiles();
  readonly dialWait = new Quantiles();
  readonly #counts = new Map<Counter, number>();
  #open = 0;
  #peakOpen = 0;

  add(counter: Counter, by = 1): void {
    this.#counts.set(counter, this.#count(counter) + by);
  }

  /** A command or transfer was handed to a connection, `waited` after it was ready. */
  used(reused: boolean, waited: number): void {
    this.add('uses');
    if (reused) this.add('reused');
    this.queueWait.add(waited);
  }

  /** Connections that are open now. */
  get open(): number {
    return this.#open;
  }

  /** A connection was opened. */
  opened(): void {
    this.add('opened');
    this.#open += 1;
    this.#peakOpen = Math.max(this.#peakOpen, this.#open);
  }

  /** A connection was closed, for whatever reason. */
  closed(): void {
    this.#open -= 1;
  }

  /** All figures as they are now. */
  snapshot(): PoolFigures {
    const uses = this.#count('uses');
    const reused = this.#count('reused');
    return {
      opened: this.#count('opened'),
      open: this.#open,
      peakOpen: this.#peakOpen,
      uses,
      reused,
      hitRate: uses === 0 ? 0 : reused / uses,
      evicted: this.#count('evicted'),
      expired: this.#count('expired'),
      idleClosed: this.#count('idleClosed'),
      lost: this.#count('lost'),
      healthChecks: this.#count('healthChecks'),
      healthChecksFailed: this.#count('healthChecksFailed'),
      reconnects: this.#count('reconnects'),
      dialsFailed: this.#count('dialsFailed'),
      dialsDropped: this.#count('dialsDropped'),
      channelsRefused: this.#count('channelsRefused'),
      handshakeP50: this.handshake.at(0.5),
      handshakeP95: this.handshake.at(0.95),
      queueWaitP50: this.queueWait.at(0.5),
      queueWaitP95: this.queueWait.at(0.95),
      queueWaitMax: this.queueWait.max,
      dialWaitP95: this.dialWait.at(0.95),
    };
  }

  #count(counter: Counter): number {
    return this.#counts.get(counter) ?? 0;
  }
}
