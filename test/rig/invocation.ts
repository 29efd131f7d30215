import { once } from 'node:events';
import type { PseudoTtyInfo, ServerChannel } from 'ssh2';
import { ChannelOutput } from '../../src/demo/channel-output.ts';
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
  readonly #output: ChannelOutput;
  #stdin: Promise<Buffer> | undefined;

  constructor(request: Request, channel: ServerChannel) {
    this.request = request;
    this.channel = channel;
    this.#output = new ChannelOutput(channel);
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
    void this.#output.write('stdout', data);
    return this;
  }

  stderr(data: string | Uint8Array): this {
    void this.#output.write('stderr', data);
    return this;
  }

  /** Ends as an ordinary command does: exit-status, EOF, CLOSE, after all output was sent. */
  exit(code: number): this {
    return this.exitStatus(code).end();
  }

  /** Ends as a killed command does: exit-signal (a name without `SIG`), EOF, CLOSE, after all output was sent. */
  kill(signal: string): this {
    return this.exitSignal(signal).end();
  }

  /** Sends EOF and CLOSE. */
  end(): this {
    return this.#send(() => this.channel.end());
  }

  /** Sends only the exit-status packet. */
  exitStatus(code: number): this {
    return this.#send(({ id, packets }) => packets.exitStatus(id, code));
  }

  /** Sends only the exit-signal packet. */
  exitSignal(signal: string): this {
    return this.#send(({ id, packets }) => packets.exitSignal(id, signal, false, ''));
  }

  /** Sends only EOF. */
  eof(): this {
    return this.#send(() => this.channel.eof());
  }

  /** Sends only CLOSE, without a status unless one was sent before. */
  close(): this {
    return this.#send(() => this.channel.close());
  }

  /** Sends data without asking whether EOF or CLOSE went before it. */
  lateStdout(data: string | Uint8Array): this {
    return this.#send(({ id, packets }) => packets.channelData(id, Buffer.from(data)));
  }

  /** Called by the rig. */
  settleClosed(): void {
    this.#closed.resolve();
  }

  /** In its turn: packets leave in the order the test asks for them. */
  #send(write: (to: ReturnType<typeof packetsOf>) => void): this {
    this.#output.afterwards(() => write(packetsOf(this.channel)));
    return this;
  }

  async #readStdin(): Promise<Buffer> {
    const chunks: Buffer[] = [];
    this.channel.on('data', (chunk: Buffer) => chunks.push(chunk));
    await once(this.channel, 'end');
    return Buffer.concat(chunks);
  }
}
