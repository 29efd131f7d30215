import type { Ask } from './auth/key-ring.ts';
import { type GraceTimes, usualGrace } from './command/grace.ts';
import type { Connection, Connector, Target } from './connection.ts';
import { placeOf } from './openssh/destination.ts';
import { Master } from './openssh/master.ts';
import { OpenSshConnection } from './openssh/openssh-connection.ts';
import { Deadline } from './ssh/deadline.ts';

/** What the connections of a run share. */
export interface OpenSshOptions {
  /** Asks the user for what `ssh` wants to know; only where there is a terminal. */
  readonly ask?: Ask;
  readonly grace?: GraceTimes;
}

/** Connects with the system's own `ssh`, for what ssh2 cannot do: GSSAPI, FIDO keys, certificates, `Match exec`. */
export class OpenSshConnector implements Connector {
  readonly #ask: Ask | undefined;
  readonly #grace: GraceTimes;

  constructor({ ask, grace = usualGrace }: OpenSshOptions = {}) {
    this.#ask = ask;
    this.#grace = grace;
  }

  async open(target: Target, signal?: AbortSignal): Promise<Connection> {
    signal?.throwIfAborted();
    const deadline = new Deadline(target.connectTimeout, placeOf(target), signal);
    try {
      return new OpenSshConnection(await Master.start(target, deadline, this.#ask), target, this.#grace);
    } finally {
      deadline.stop();
    }
  }
}
