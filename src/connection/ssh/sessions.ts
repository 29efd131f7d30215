import { setTimeout as delay } from 'node:timers/promises';
import type { Client, ClientChannel } from 'ssh2';
import { ChannelProcess } from './channel-process.ts';
import { canOpenAhead, isReadyForExec, type OpenError, openSession, startOn } from './ssh2-internals.ts';

/** Milliseconds in which a server clears a closed channel away, and how often it is given them. */
const clearingAway = 10;
const mostAttempts = 5;

/** Nothing was started: the channel was not opened, or the server did not say yes to what was to run on it. */
export class NotStarted extends Error {
  readonly stage: 'open' | 'start';
  /** The server's reason not to open a channel (RFC 4254, section 5.1); undefined when it gave none. */
  readonly reason: number | undefined;

  constructor(stage: 'open' | 'start', cause: OpenError) {
    super(cause.message, { cause });
    this.name = 'NotStarted';
    this.stage = stage;
    this.reason = stage === 'open' && typeof cause.reason === 'number' ? cause.reason : undefined;
  }
}

/**
 * The session channels of one connection. One is kept open ahead, so that a command costs one round trip instead of two; the next command
 * takes it, and it is not replaced where the server has no room for it.
 */
export class Sessions {
  /** Channels that commands use or have asked for; the one that is open ahead does not count. */
  #used = 0;
  readonly #client: Client;
  readonly #ahead: boolean;
  readonly #lost: () => Error;
  #spare: Promise<ClientChannel> | undefined;
  /** How many channels the server allows at once, as far as it has refused one. */
  #room = Number.POSITIVE_INFINITY;
  /** How many are running what they were opened for, and how many did so at most. */
  #running = 0;
  #mostRunning = 0;

  /** `lost` says why a command's end is not known. */
  constructor(client: Client, options: { readonly ahead: boolean; readonly lost: () => Error }) {
    this.#client = client;
    this.#lost = options.lost;
    this.#ahead = options.ahead && canOpenAhead(client);
    this.#openAhead();
  }

  /** Starts a command. Rejects with {@link NotStarted}. */
  exec(command: string, options: { readonly pty: boolean }): Promise<ChannelProcess> {
    return this.#use((spare) =>
      spare === undefined ? this.#execWithPatience(command, options) : this.#execOn(spare, command, options),
    );
  }

  async #use(start: (spare: Promise<ClientChannel> | undefined) => Promise<ChannelProcess>): Promise<ChannelProcess> {
    const spare = this.#spare;
    this.#spare = undefined;
    this.#used += 1;
    const starting = start(spare);
    this.#openAhead();
    try {
      const started = await starting;
      this.#running += 1;
      this.#mostRunning = Math.max(this.#mostRunning, this.#running);
      void started.closed.then(() => this.#closed());
      return started;
    } catch (error) {
      this.#learn(error);
      this.#ended();
      throw error;
    }
  }

  async #execOn(
    spare: Promise<ClientChannel>,
    command: string,
    options: { readonly pty: boolean },
  ): Promise<ChannelProcess> {
    const channel = await spare.catch((error: OpenError) => this.#refusedAhead(error));
    if (channel === undefined || !isReadyForExec(channel)) return this.#execWithPatience(command, options);
    // It listens before anything is asked for: the command's whole story may arrive in one packet.
    const running = new ChannelProcess(channel, this.#lost);
    await startOn(this.#client, channel, { command, ...options }).catch((error: OpenError) => {
      channel.close();
      throw new NotStarted('start', error);
    });
    return running;
  }

  /** What the server refused when it was asked ahead it may allow by now. */
  #refusedAhead(error: OpenError): undefined {
    const problem = notStarted(error);
    if (problem.reason === undefined) throw problem;
    this.#learn(problem);
  }

  /**
   * A server may hear of a channel that is to be opened before it has cleared away one that was closed just before; so a refusal counts
   * only when it is repeated, unless there never were so many channels.
   */
  async #execWithPatience(command: string, options: { readonly pty: boolean }): Promise<ChannelProcess> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#execOnNew(command, options);
      } catch (error) {
        const refused = error instanceof NotStarted && error.reason !== undefined;
        if (!refused || this.#running >= this.#mostRunning || attempt > mostAttempts) throw error;
      }
      await delay(clearingAway * attempt);
    }
  }

  #execOnNew(command: string, { pty }: { readonly pty: boolean }): Promise<ChannelProcess> {
    return new Promise((resolve, reject) => {
      try {
        this.#client.exec(command, { pty }, (error, channel) =>
          error ? reject(notStarted(error)) : resolve(new ChannelProcess(channel, this.#lost)),
        );
      } catch (error) {
        reject(new NotStarted('open', error as Error));
      }
    });
  }

  #closed(): void {
    this.#running -= 1;
    this.#ended();
  }

  #ended(): void {
    this.#used -= 1;
    if (this.#room === Number.POSITIVE_INFINITY) this.#openAhead();
    else setTimeout(() => this.#openAhead(), clearingAway).unref();
  }

  #openAhead(): void {
    if (!this.#ahead || this.#spare !== undefined || this.#used >= this.#room) return;
    const spare = openSession(this.#client);
    this.#spare = spare;
    const forget = () => {
      if (this.#spare === spare) this.#spare = undefined;
    };
    spare.then(
      (channel) => channel.once('close', forget),
      (error: OpenError) => {
        // Whoever has taken it in the meantime is told by the promise itself.
        if (this.#spare === spare) this.#learn(notStarted(error), this.#used);
        forget();
      },
    );
  }

  #learn(error: unknown, others = this.#used - 1): void {
    if (error instanceof NotStarted && error.reason !== undefined) this.#room = Math.max(1, others);
  }
}

/** ssh2 reports both kinds in one place, and calls the later one so. */
function notStarted(error: OpenError): NotStarted {
  return new NotStarted(error.message.startsWith('Unable to ') ? 'start' : 'open', error);
}
