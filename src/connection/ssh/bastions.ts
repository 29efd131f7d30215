import { ConnectionError, type Target } from '../connection.ts';
import { Bastion } from './bastion.ts';
import type { Deadline } from './deadline.ts';
import type { Dialled } from './dial.ts';
import { BastionFull } from './forward-problem.ts';
import type { Way } from './way.ts';

/** Logs in to a bastion; `before` are the bastions on the way to it. Given up when nobody waits for it any more. */
export type DialBastion = (hop: Target, before: readonly Target[], signal: AbortSignal) => Promise<Dialled>;

/** A bastion that is being dialled, and for how many. */
interface Dial {
  readonly bastion: Promise<Bastion>;
  readonly abort: () => void;
  waiting: number;
}

/** The connections to bastions: one for all hosts behind it, another when a bastion has refused a channel on it, none when nobody needs it. */
export class Bastions {
  readonly #dial: DialBastion;
  readonly #open = new Map<string, Bastion[]>();
  readonly #dialling = new Map<string, Dial>();

  constructor(dial: DialBastion) {
    this.#dial = dial;
  }

  /** The way to a host behind a chain of bastions, the nearest first. Rejects with a `ConnectionError` that names the bastion that failed. */
  async forward(chain: readonly Target[], to: Target, deadline: Deadline): Promise<Way> {
    for (;;) {
      const bastion = await this.#withRoom(chain, deadline);
      // Others who have waited for the same one may have filled it.
      if (!bastion.hasRoom) continue;
      try {
        const way = bastion.forward(to);
        // Too late is too late: a channel that opens after the deadline is closed again.
        return await deadline.over(way, ({ stream }) => stream.destroy());
      } catch (error) {
        if (!(error instanceof BastionFull)) throw error;
        bastion.fill();
      }
    }
  }

  async #withRoom(chain: readonly Target[], deadline: Deadline): Promise<Bastion> {
    const key = JSON.stringify(chain);
    const open = this.#open.get(key)?.find((bastion) => bastion.hasRoom);
    if (open !== undefined) return open;
    const dial = this.#dialling.get(key) ?? this.#startDial(chain, key);
    dial.waiting += 1;
    try {
      return await deadline.over(dial.bastion);
    } finally {
      dial.waiting -= 1;
      if (dial.waiting === 0) this.#endDial(key, dial);
    }
  }

  #startDial(chain: readonly Target[], key: string): Dial {
    const controller = new AbortController();
    const bastion = this.#dialNew(chain, { key, signal: controller.signal });
    const dial: Dial = { bastion, waiting: 0, abort: () => controller.abort() };
    this.#dialling.set(key, dial);
    bastion.catch(() => {}).then(() => this.#endDial(key, dial));
    return dial;
  }

  /** One that has come to its end is not aborted any more. */
  #endDial(key: string, dial: Dial): void {
    dial.abort();
    if (this.#dialling.get(key) === dial) this.#dialling.delete(key);
  }

  async #dialNew(
    chain: readonly Target[],
    { key, signal }: { readonly key: string; readonly signal: AbortSignal },
  ): Promise<Bastion> {
    const hop = chain.at(-1) as Target;
    const dialled = await this.#dial(hop, chain.slice(0, -1), signal).catch((error: unknown) => {
      throw error instanceof ConnectionError ? atBastion(hop, error) : error;
    });
    const bastion = new Bastion(hop, dialled);
    const others = (this.#open.get(key) ?? []).filter((other) => other.hasRoom);
    this.#open.set(key, [...others, bastion]);
    dialled.client.once('close', () => this.#forget(key, bastion));
    // Those who have waited for it come first; if they have all gone, it goes too.
    bastion.hold();
    setImmediate(() => bastion.unhold());
    return bastion;
  }

  #forget(key: string, bastion: Bastion): void {
    const others = (this.#open.get(key) ?? []).filter((other) => other !== bastion);
    if (others.length === 0) this.#open.delete(key);
    else this.#open.set(key, others);
  }
}

/** Of a chain the innermost failure names its hop, and that is enough. */
function atBastion(hop: Target, error: ConnectionError): ConnectionError {
  if (/\bbastion\b/.test(error.message)) return error;
  const help = error.help === undefined ? {} : { help: error.help };
  return new ConnectionError(error.kind, `at the bastion \`${hop.host}\`: ${error.message}`, { ...help, cause: error });
}
