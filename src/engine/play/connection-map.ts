import type { Connection, Connector, Target } from '../../connection/connection.ts';
import { followSignals } from '../../std/follow-signals.ts';

/** What became of opening one connection: the connection, or the error. */
export type ConnectResult = { readonly connection: Connection } | { readonly error: unknown };

/**
 * The connections of a batch of hosts, one for each way to connect. Opened up front by {@link ConnectionMap.open} or when first asked for,
 * never twice at a time, and all closed by {@link ConnectionMap.close}.
 */
export class ConnectionMap {
  readonly #connector: Connector;
  readonly #signal: AbortSignal;
  readonly #ended = new AbortController();
  readonly #open = new Map<string, Promise<Connection>>();
  readonly #becomeOnTerminal = new Map<string, Set<string>>();

  constructor(connector: Connector, signal: AbortSignal) {
    this.#connector = connector;
    this.#signal = signal;
  }

  /** The connection to a target: the one that is there, or a new one. Rejects with a `ConnectionError`. */
  connection(target: Target): Promise<Connection> {
    const key = keyOf(target);
    const known = this.#open.get(key);
    if (known !== undefined) return known;
    const signals = [this.#signal, this.#ended.signal];
    const opening = followSignals(signals, (signal) => this.#connector.open(target, signal));
    this.#open.set(key, opening);
    opening.catch(() => this.#open.delete(key));
    return opening;
  }

  /** The ways to become another user that have asked for a terminal on a host, to be added to. */
  becomeOnTerminal(host: string): Set<string> {
    const known = this.#becomeOnTerminal.get(host) ?? new Set();
    this.#becomeOnTerminal.set(host, known);
    return known;
  }

  /** Forgets a target's connection and closes it, so that the next use opens a new one (`meta: reset_connection`). */
  async reset(target: Target): Promise<void> {
    const key = keyOf(target);
    const known = this.#open.get(key);
    this.#open.delete(key);
    await known?.then((connection) => connection.close()).catch(() => {});
    await this.#connector.reset?.(target);
  }

  /**
   * Opens the connections of these targets in their order, dialling at most `window` ahead of the one that is waited for; `1` is
   * strictly one after the other. Each is told to `onConnected` in order.
   */
  async open(
    targets: readonly Target[],
    window: number,
    onConnected: (target: Target, result: ConnectResult) => void,
  ): Promise<void> {
    const dials: Promise<ConnectResult>[] = [];
    for (const [index, target] of targets.entries()) {
      while (dials.length < Math.min(index + window, targets.length))
        dials.push(this.#dial(targets[dials.length] as Target));
      onConnected(target, await (dials[index] as Promise<ConnectResult>));
      if (this.#signal.aborted) return;
    }
  }

  /** Closes every connection; those that are still being opened are given up. */
  async close(): Promise<void> {
    this.#ended.abort(new Error('the play is over'));
    const open = [...this.#open.values()];
    this.#open.clear();
    await Promise.all(
      open.map((opening) =>
        opening.then(
          (connection) => connection.close(),
          () => {},
        ),
      ),
    );
  }

  #dial(target: Target): Promise<ConnectResult> {
    return this.connection(target).then(
      (connection) => ({ connection }),
      (error: unknown) => ({ error }),
    );
  }
}

/** Targets are kept from task to task: each is written out once. */
const keys = new WeakMap<Target, string>();

function keyOf(target: Target): string {
  const known = keys.get(target);
  if (known !== undefined) return known;
  const key = JSON.stringify(target);
  keys.set(target, key);
  return key;
}
