import {
  type Connection,
  ConnectionError,
  type ConnectionErrorKind,
  type Connector,
  type Target,
} from '../connection.ts';
import { type PoolClock, pause } from './clock.ts';
import type { DialGate } from './dial-gate.ts';
import type { PoolStats } from './stats.ts';

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 10_000;

/** What another attempt cannot mend: it says the same until somebody changes something, or a connection ends. */
const final: readonly ConnectionErrorKind[] = ['address', 'auth', 'exhausted', 'host-key', 'key-file', 'unsupported'];

export interface DiallerParts {
  readonly connector: Connector;
  readonly gate: DialGate;
  readonly clock: PoolClock;
  readonly stats: PoolStats;
  readonly reconnectAttempts: number;
}

/** Opens connections for the pool: in turn at the gate, timed, and several times where one has to be replaced. */
export class Dialler {
  readonly #parts: DiallerParts;

  constructor(parts: DiallerParts) {
    this.#parts = parts;
  }

  /** Dials once. */
  connect(target: Target, signal: AbortSignal): Promise<Connection> {
    const { gate, connector, clock, stats } = this.#parts;
    const dial = async (now: Target): Promise<Connection> => {
      const began = clock.monotonic();
      const connection = await connector.open(now, signal);
      stats.handshake.add(clock.monotonic() - began);
      return connection;
    };
    return gate.through(target, dial, signal);
  }

  /** Dials in place of a connection that was found dead, as often as the settings allow. */
  async reconnect(target: Target, signal: AbortSignal): Promise<Connection> {
    const { reconnectAttempts, clock, stats } = this.#parts;
    if (reconnectAttempts === 0) throw lostBetween(target);
    for (let attempt = 1; ; attempt += 1) {
      try {
        const connection = await this.connect(target, signal);
        stats.add('reconnects');
        return connection;
      } catch (error) {
        if (attempt >= reconnectAttempts || !mayPass(error)) throw error;
        await pause(clock, this.#jittered(attempt), signal);
      }
    }
  }

  #jittered(attempt: number): number {
    const whole = Math.min(FIRST_PAUSE * 2 ** (attempt - 1), LONGEST_PAUSE);
    return whole / 2 + (this.#parts.clock.random() * whole) / 2;
  }
}

function mayPass(error: unknown): boolean {
  return error instanceof ConnectionError && !final.includes(error.kind);
}

function lostBetween({ host }: Target): ConnectionError {
  return new ConnectionError('lost', `the connection to \`${host}\` was lost between two tasks`, {
    help: 'allow it to be dialled again with `reconnect_attempts`',
  });
}
