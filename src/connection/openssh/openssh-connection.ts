import type { Readable, Writable } from 'node:stream';
import { abortion } from '../command/abortion.ts';
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
import { getThroughExec } from '../transfer/get-through-exec.ts';
import { putThroughExec } from '../transfer/put-through-exec.ts';
import { placeOf } from './destination.ts';
import type { Master } from './master.ts';
import type { PacketWriter } from './packet-writer.ts';
import { ProxiedProcess } from './proxied-process.ts';
import { type ProxiedSession, SessionRefused } from './proxied-session.ts';

/** A connection that the system's `ssh` holds. */
export class OpenSshConnection implements Connection {
  readonly #master: Master;
  readonly #target: Target;
  readonly #grace: GraceTimes;
  readonly #exec = (command: string, options?: ExecOptions) => this.exec(command, options);
  #closing = false;

  constructor(master: Master, target: Target, grace: GraceTimes) {
    this.#master = master;
    this.#target = target;
    this.#grace = grace;
  }

  async exec(command: string, options: ExecOptions = {}): Promise<ExecResult> {
    options.signal?.throwIfAborted();
    const session = this.#master.link.session();
    await this.#opened(session, options.signal);
    const started = this.#start(session, command, options.pty ?? false);
    return complete(new ProxiedProcess(session, started, () => this.#lost(true)), options, this.#grace);
  }

  put(content: Uint8Array | Readable, path: string, options?: PutOptions): Promise<void> {
    return putThroughExec(this.#exec, content, path, options);
  }

  get(path: string, sink: Writable, options?: GetOptions): Promise<number> {
    return getThroughExec(this.#exec, path, sink, options);
  }

  alive(): boolean {
    return this.#master.link.open && !this.#closing;
  }

  async close(): Promise<void> {
    this.#closing = true;
    await this.#master.close();
  }

  async #opened(session: ProxiedSession, signal: AbortSignal | undefined): Promise<void> {
    const aborted = abortion(signal);
    try {
      await Promise.race([session.opened.promise, aborted.promise]);
    } catch (error) {
      session.close();
      if (aborted.settled) throw error;
      throw error instanceof SessionRefused ? this.#refused(error) : this.#lost(false);
    } finally {
      aborted.forget();
    }
  }

  /** Rejects when the server says that it does not start the command. */
  async #start(session: ProxiedSession, command: string, pty: boolean): Promise<void> {
    const wanted: Promise<boolean>[] = [];
    if (this.#target.forwardAgent === true) void session.request('auth-agent-req@openssh.com');
    if (pty) wanted.push(session.request('pty-req', (packet) => terminal(packet)));
    wanted.push(session.request('exec', (packet) => packet.string(command)));
    const granted = await Promise.all(wanted);
    if (granted.every(Boolean)) return;
    throw session.closed.settled ? this.#lost(true) : this.#notStarted(granted.at(-1) === true);
  }

  #refused(cause: SessionRefused): ChannelRefused {
    return new ChannelRefused(`${this.#target.host} would not open another channel: ${cause.message}`, {
      help: 'raise MaxSessions in its sshd_config, or lower `--forks`',
      cause,
    });
  }

  #notStarted(ran: boolean): ConnectionError {
    const what = ran ? 'has no terminal to give' : 'does not run commands';
    return new ConnectionError('unsupported', `${this.#target.host} ${what}`, {
      help: 'check the shell of the user and what sshd_config allows it',
      mayHaveRun: ran,
    });
  }

  #lost(mayHaveRun: boolean): ConnectionError {
    const where = `${this.#target.host} (${placeOf(this.#target)})`;
    const why = this.alive() ? 'a channel was closed without an exit status' : this.#master.lastWords();
    return new ConnectionError('lost', `the connection to ${where} was lost: ${why ?? 'its `ssh` has ended'}`, {
      mayHaveRun,
      help: 'look at the network and at the log of the host',
    });
  }
}

/** A terminal of 80 columns and 24 lines, without modes of its own (RFC 4254, section 6.2). */
function terminal(packet: PacketWriter): PacketWriter {
  return packet.string('vt100').uint32(80).uint32(24).uint32(0).uint32(0).string(Buffer.of(0));
}
