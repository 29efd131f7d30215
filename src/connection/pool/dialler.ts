import { type Backoff, backoff } from '../../std/backoff.ts';
import { sleepBy } from '../../std/clock.ts';
import { type Connection, ConnectionError, type Connector, type Target } from '../connection.ts';
import { retryOf } from '../retry-policy.ts';
import type { DialGate } from './dial-gate.ts';
import type { PoolClock } from './pool-clock.ts';
import type { PoolStats } from './stats.ts';

/** Between two dials in place of a connection that was found dead, in milliseconds. */
const pauses: Backoff = { first: 500, longest: 10_000 };

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
        if (attempt >= reconnectAttempts || retryOf(error) === 'never') throw error;
        await sleepBy(clock, backoff(attempt - 1, pauses, clock.random()), signal);
      }
    }
  }
}

function lostBetween({ host }: Target): ConnectionError {
  return new ConnectionError('lost', `the connection to \`${host}\` was lost between two tasks`, {
    help: 'allow it to be dialled again with `reconnect_attempts`',
  });
}
