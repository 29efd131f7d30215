import { systemClock } from '../std/clock.ts';
import { type Ask, KeyRing } from './auth/key-ring.ts';
import { type GraceTimes, usualGrace } from './command/grace.ts';
import type { Connection, Connector, Target } from './connection.ts';
import type { Warn } from './known-hosts/host-key-check.ts';
import { KnownHosts } from './known-hosts/known-hosts.ts';
import { Bastions } from './ssh/bastions.ts';
import { Deadline } from './ssh/deadline.ts';
import { type DialClock, type Dialled, type Dialling, dial } from './ssh/dial.ts';
import type { LoginContext } from './ssh/login.ts';
import { startProxyCommand } from './ssh/proxy-command.ts';
import { SshConnection } from './ssh/ssh-connection.ts';
import { connectTcp, place } from './ssh/tcp.ts';
import type { OpenWay } from './ssh/way.ts';

/** What the connections of a run share, and what tests put in the place of. */
export interface SshOptions {
  /** Asks the user for a pass-phrase; only where there is a terminal. */
  readonly ask?: Ask;
  /** Told of what keeps no connection from being made. */
  readonly warn?: Warn;
  readonly clock?: DialClock;
  readonly grace?: GraceTimes;
  /** Takes ssh2's own log, line by line. */
  readonly debug?: (line: string) => void;
  /** Whether a session channel is kept open ahead; yes unless told. */
  readonly ahead?: boolean;
  /** Whether a login that the server dropped is tried again here; yes unless told. The pool wants to be told, and does it itself. */
  readonly again?: boolean;
}

/** Connects by SSH, with ssh2. Keys and known_hosts files are read once for all connections of a connector. */
export class SshConnector implements Connector {
  readonly #context: LoginContext;
  readonly #clock: DialClock;
  readonly #grace: GraceTimes;
  readonly #ahead: boolean;
  readonly #again: boolean;
  readonly #bastions: Bastions;

  constructor(options: SshOptions = {}) {
    const ask = options.ask && oneAtATime(options.ask);
    const { debug, warn } = options;
    this.#context = { knownHosts: new KnownHosts(), ring: new KeyRing(ask), ask, warn, debug };
    this.#clock = options.clock ?? systemClock;
    this.#grace = options.grace ?? usualGrace;
    this.#ahead = options.ahead ?? true;
    this.#again = options.again ?? true;
    this.#bastions = new Bastions((hop, before, signal) => this.#dialBastion(hop, before, signal));
  }

  async open(target: Target, signal?: AbortSignal): Promise<Connection> {
    const deadline = new Deadline(target.connectTimeout, place(target), signal);
    try {
      const dialled = await dial(target, this.#way, this.#dialling(deadline, this.#again));
      return new SshConnection(dialled, target, { grace: this.#grace, ahead: this.#ahead });
    } finally {
      deadline.stop();
    }
  }

  readonly #way: OpenWay = async (target, deadline) => {
    if (target.jumps !== undefined) return this.#bastions.forward(target.jumps, target, deadline);
    if (target.proxyCommand !== undefined) return startProxyCommand(target.proxyCommand);
    return { stream: await connectTcp(target, deadline.signal), problem: () => undefined };
  };

  /** Bastions are dialled once for many, so nobody's own deadline is theirs. */
  async #dialBastion(hop: Target, before: readonly Target[], signal: AbortSignal): Promise<Dialled> {
    const deadline = new Deadline(hop.connectTimeout, place(hop), signal);
    const target = before.length === 0 ? hop : { ...hop, jumps: before };
    try {
      return await dial(target, this.#way, this.#dialling(deadline, true));
    } finally {
      deadline.stop();
    }
  }

  #dialling(deadline: Deadline, again: boolean): Dialling {
    return { context: this.#context, clock: this.#clock, deadline, again };
  }
}

/** Two connections that want a pass-phrase must not both read the terminal. */
function oneAtATime(ask: Ask): Ask {
  let last: Promise<unknown> = Promise.resolve();
  return (prompt) => {
    const answer = last.then(() => ask(prompt));
    last = answer.catch(() => {});
    return answer;
  };
}
