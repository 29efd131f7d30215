import type { Duplex } from 'node:stream';
import type { Client } from 'ssh2';
import { ConnectionError, type Target } from '../connection.ts';
import type { Dialled } from './dial.ts';
import { forwardProblem } from './forward-problem.ts';
import { place } from './tcp.ts';
import type { Way } from './way.ts';

/** Milliseconds for a polite good-bye. */
const goodByeNeeds = 1000;

/** One connection to a bastion and the channels through it. It ends itself when nobody uses it any more. */
export class Bastion {
  readonly #hop: Target;
  readonly #client: Client;
  readonly #stream: Duplex;
  /** Channels that are open or being opened. */
  #channels = 0;
  /** How many of them it takes: OpenSSH sets no limit, so that is known only once one was refused. */
  #room = Number.POSITIVE_INFINITY;
  #holds = 0;
  #problem: Error | undefined;
  #state: 'open' | 'left' | 'lost' = 'open';

  constructor(hop: Target, { client, stream }: Dialled) {
    this.#hop = hop;
    this.#client = client;
    this.#stream = stream;
    client.on('error', (error) => {
      this.#problem ??= error;
    });
    client.once('end', () => this.#gone());
    client.once('close', () => this.#gone());
  }

  /** Whether another channel may be asked for. */
  get hasRoom(): boolean {
    return this.#state === 'open' && this.#channels < this.#room;
  }

  /** The server has refused a channel for want of room. */
  fill(): void {
    this.#room = Math.max(1, this.#channels);
  }

  /** Keeps it open while there is no channel yet. */
  hold(): void {
    this.#holds += 1;
  }

  unhold(): void {
    this.#holds -= 1;
    this.#leaveIfUnused();
  }

  /** Opens a channel to a host behind it. Rejects with `BastionFull`, or with a `ConnectionError` that names the bastion. */
  forward(to: Target): Promise<Way> {
    this.#channels += 1;
    return new Promise<Way>((resolve, reject) => {
      if (this.#state !== 'open') throw this.#lost();
      this.#client.forwardOut('127.0.0.1', 0, to.address, to.port, (error, channel) => {
        if (error !== undefined) {
          reject(this.#state === 'lost' ? this.#lost() : forwardProblem(error, this.#hop.host, place(to)));
          return;
        }
        channel.once('close', () => this.#closed());
        // What the host has ended is over, as with a socket: the bastion only passes its end on, and waits for ours.
        channel.allowHalfOpen = false;
        resolve({ stream: channel, problem: () => (this.#state === 'lost' ? this.#lost() : undefined) });
      });
    }).catch((error: unknown) => {
      this.#closed();
      throw error;
    });
  }

  #closed(): void {
    this.#channels -= 1;
    this.#leaveIfUnused();
  }

  #leaveIfUnused(): void {
    if (this.#channels + this.#holds > 0 || this.#state !== 'open') return;
    this.#state = 'left';
    this.#client.end();
    setTimeout(() => this.#stream.destroy(), goodByeNeeds).unref();
  }

  #gone(): void {
    if (this.#state === 'open') this.#state = 'lost';
  }

  #lost(): ConnectionError {
    const why = this.#problem?.message ?? 'it ended the connection';
    return new ConnectionError('lost', `the bastion \`${this.#hop.host}\` (${place(this.#hop)}) was lost: ${why}`, {
      help: "look at the network and at the bastion's log",
      cause: this.#problem,
    });
  }
}
