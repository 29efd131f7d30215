import { type Connection, ConnectionError, type Connector, type Target } from './connection.ts';

/** Told that a host is reached with the system's `ssh` and why: what the built-in SSH said. */
export type FallbackNotice = (host: string, reason: string) => void;

/**
 * Goes over to the system's `ssh` for a target that wants it (`ssh_fallback: auto`) when the built-in SSH lacks what its server asks for.
 * A host is remembered, so that the next connection to it does not fail first.
 */
export class FallbackConnector implements Connector {
  readonly #builtIn: Connector;
  readonly #openssh: Connector;
  readonly #notice: FallbackNotice;
  readonly #gone = new Set<string>();

  constructor(builtIn: Connector, openssh: Connector, notice: FallbackNotice = () => {}) {
    this.#builtIn = builtIn;
    this.#openssh = openssh;
    this.#notice = notice;
  }

  async open(target: Target, signal?: AbortSignal): Promise<Connection> {
    if (target.fallback !== true) return this.#builtIn.open(target, signal);
    if (target.beyondUs !== undefined) this.#remember(target.host, target.beyondUs);
    if (this.#gone.has(target.host)) return this.#openssh.open(target, signal);
    try {
      return await this.#builtIn.open(target, signal);
    } catch (error) {
      if (!(error instanceof ConnectionError) || error.kind !== 'unsupported') throw error;
      this.#remember(target.host, error.message);
      return this.#openssh.open(target, signal);
    }
  }

  async reset(target: Target): Promise<void> {
    this.#gone.delete(target.host);
    await this.#builtIn.reset?.(target);
    await this.#openssh.reset?.(target);
  }

  /** Two connections to a host may find out at the same time: it is said once. */
  #remember(host: string, reason: string): void {
    if (this.#gone.has(host)) return;
    this.#gone.add(host);
    this.#notice(host, reason);
  }
}
