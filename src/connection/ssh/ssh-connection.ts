import type { Readable, Writable } from 'node:stream';
import type { Client } from 'ssh2';
import { complete } from '../command/complete.ts';
import type { GraceTimes } from '../command/grace.ts';
import {
  ChannelRefused,
  type Connection,
  ConnectionError,
  type ExecOptions,
  type ExecResult,
  type GetOptions,
  type PutOptions,
  type Target,
} from '../connection.ts';
import { FileTransfer } from '../transfer/file-transfer.ts';
import type { Dialled } from './dial.ts';
import { NotStarted, Sessions } from './sessions.ts';
import { place } from './tcp.ts';
import type { Way } from './way.ts';

/** Milliseconds that a polite good-bye may take. */
const goodByeNeeds = 1000;

/** One SSH connection. */
export class SshConnection implements Connection {
  readonly #client: Client;
  readonly #way: Way;
  readonly #target: Target;
  readonly #sessions: Sessions;
  readonly #files: FileTransfer;
  readonly #grace: GraceTimes;
  readonly #closed: Promise<void>;
  #open = true;
  #problem: Error | undefined;

  constructor(dialled: Dialled, target: Target, options: { readonly grace: GraceTimes; readonly ahead: boolean }) {
    const { client } = dialled;
    this.#client = client;
    this.#way = dialled;
    this.#target = target;
    this.#grace = options.grace;
    client.on('error', (error) => {
      this.#problem ??= error;
    });
    this.#files = new FileTransfer(client, (command, options) => this.exec(command, options));
    this.#closed = new Promise((resolve) =>
      client.once('close', () => {
        this.#open = false;
        resolve();
      }),
    );
    client.once('end', () => {
      this.#open = false;
    });
    this.#sessions = new Sessions(client, {
      ahead: options.ahead && target.forwardAgent !== true,
      lost: () => this.#lost(true),
    });
  }

  /** Resolves when the connection is gone, whoever ended it. */
  get closed(): Promise<void> {
    return this.#closed;
  }

  async exec(command: string, options: ExecOptions = {}): Promise<ExecResult> {
    options.signal?.throwIfAborted();
    const running = await this.#start(() => this.#sessions.exec(command, { pty: options.pty ?? false }));
    return complete(running, options, this.#grace);
  }

  put(content: Uint8Array | Readable, path: string, options?: PutOptions): Promise<void> {
    return this.#transfer((files) => files.put(content, path, options));
  }

  get(path: string, sink: Writable, options?: GetOptions): Promise<number> {
    return this.#transfer((files) => files.get(path, sink, options));
  }

  alive(): boolean {
    return this.#open;
  }

  async close(): Promise<void> {
    const timer = setTimeout(() => this.#way.stream.destroy(), goodByeNeeds);
    this.#client.end();
    await this.#closed;
    clearTimeout(timer);
  }

  /** Whatever goes wrong with a file once the connection is gone, that is the reason. */
  async #transfer<T>(work: (files: FileTransfer) => Promise<T>): Promise<T> {
    if (!this.#open) throw this.#lost(false);
    try {
      return await work(this.#files);
    } catch (error) {
      throw this.#open || error instanceof ConnectionError ? error : this.#lost(true);
    }
  }

  async #start<T>(start: () => Promise<T>): Promise<T> {
    if (!this.#open) throw this.#lost(false);
    try {
      return await start();
    } catch (error) {
      throw error instanceof NotStarted ? this.#explain(error) : error;
    }
  }

  #explain(error: NotStarted): ConnectionError {
    const { host } = this.#target;
    if (error.reason !== undefined) {
      return new ChannelRefused(`${host} would not open another channel: ${error.message}`, {
        help: 'raise MaxSessions in its sshd_config, or lower `--forks`',
        cause: error,
      });
    }
    if (!this.#open || error.stage === 'open') return this.#lost(error.stage === 'start');
    return new ConnectionError('unsupported', `${host} does not run commands: ${error.message}`, {
      help: 'check the shell of the user and what sshd_config allows it',
      cause: error,
    });
  }

  #lost(mayHaveRun: boolean): ConnectionError {
    const where = `${this.#target.host} (${place(this.#target)})`;
    return new ConnectionError('lost', `the connection to ${where} was lost: ${this.#why()}`, {
      mayHaveRun,
      help: 'look at the network and at the log of the host',
      cause: this.#problem,
    });
  }

  #why(): string {
    const { keepaliveInterval, keepaliveCountMax } = this.#target;
    const onTheWay = this.#way.problem();
    if (onTheWay !== undefined) return onTheWay.message;
    if (this.#problem === undefined)
      return this.#open ? 'a channel was closed without an exit status' : 'the host ended it';
    // A write into what the host has closed already says no more than that.
    if ('code' in this.#problem && this.#problem.code === 'EPIPE') return 'the host ended it';
    if (!/keepalive/i.test(this.#problem.message)) return this.#problem.message;
    return `it did not answer for ${(keepaliveInterval * keepaliveCountMax) / 1000} s`;
  }
}
