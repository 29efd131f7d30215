import { once } from 'node:events';
import type { PseudoTtyInfo, ServerChannel } from 'ssh2';
import { Deferred } from '../../src/std/deferred.ts';
import { Arrivals } from './arrivals.ts';
import { packetsOf } from './packets.ts';

/** What the client asked for when it opened the channel. */
export interface Request {
  readonly command: string;
  readonly user: string;
  readonly pty?: PseudoTtyInfo;
  readonly env: Readonly<Record<string, string>>;
}

/** One run of a command, which the test holds open until it says how it ends. */
export class Invocation {
  readonly request: Request;
  readonly channel: ServerChannel;
  /** Signals that the client has asked for, by OpenSSH's names. */
  readonly signals = new Arrivals<string>();
  readonly #closed = new Deferred<void>();
  #stdin: Promise<Buffer> | undefined;

  constructor(request: Request, channel: ServerChannel) {
    this.request = request;
    this.channel = channel;
    channel.on('error', () => {});
  }

  get command(): string {
    return this.request.command;
  }

  /** Everything the client wrote, once it has sent EOF. Not reading it holds back the client when its window is full. */
  get stdin(): Promise<Buffer> {
    this.#stdin ??= this.#readStdin();
    return this.#stdin;
  }

  /** Resolves when the client has closed the channel or its connection is gone. */
  get closed(): Promise<void> {
    return this.#closed.promise;
  }

  /** Whether {@link closed} has happened. */
  get isClosed(): boolean {
    return this.#closed.settled;
  }

  stdout(data: string | Uint8Array): this {
    this.channel.write(data);
    return this;
  }

  stderr(data: string | Uint8Array): this {
    this.channel.stderr.write(data);
    return this;
  }

  /** Ends as an ordinary command does: exit-status, EOF, CLOSE, after all output was sent. */
  exit(code: number): this {
    this.#afterOutput(() => this.exitStatus(code).channel.end());
    return this;
  }

  /** Ends as a killed command does: exit-signal (a name without `SIG`), EOF, CLOSE, after all output was sent. */
  kill(signal: string): this {
    this.#afterOutput(() => this.exitSignal(signal).channel.end());
    return this;
  }

  /** Sends only the exit-status packet, now. */
  exitStatus(code: number): this {
    const { id, packets } = packetsOf(this.channel);
    packets.exitStatus(id, code);
    return this;
  }

  /** Sends only the exit-signal packet, now. */
  exitSignal(signal: string): this {
    const { id, packets } = packetsOf(this.channel);
    packets.exitSignal(id, signal, false, '');
    return this;
  }

  /** Sends only EOF. */
  eof(): this {
    this.channel.eof();
    return this;
  }

  /** Sends only CLOSE, without a status unless one was sent before. */
  close(): this {
    this.channel.close();
    return this;
  }

  /** Sends data without asking whether EOF or CLOSE went before it. */
  lateStdout(data: string | Uint8Array): this {
    const { id, packets } = packetsOf(this.channel);
    packets.channelData(id, Buffer.from(data));
    return this;
  }

  /** Called by the rig. */
  settleClosed(): void {
    this.#closed.resolve();
  }

  async #readStdin(): Promise<Buffer> {
    const chunks: Buffer[] = [];
    this.channel.on('data', (chunk: Buffer) => chunks.push(chunk));
    await once(this.channel, 'end');
    return Buffer.concat(chunks);
  }

  #afterOutput(then: () => void): void {
    this.channel.write('', () => this.channel.stderr.write('', then));
  }
}
