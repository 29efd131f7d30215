import { PassThrough, type Readable, Writable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { written } from '../../connection/transfer/written.ts';
import type { DialogueStep, StartDialogue } from '../../shell/start-dialogue.ts';

type Stream = 'stdout' | 'stderr';

/** What goes to a command's standard input. */
export interface Input {
  /** Sent when it is asked for. */
  readonly password: string | undefined;
  /** Sent once the script has started. */
  readonly preamble: string;
  readonly stdin: Buffer | Readable;
  /** Whether a password may be asked for: nothing is sent before the script has started then. */
  readonly mayAsk: boolean;
}

/** Where a script's output goes besides the result. */
export interface Listeners {
  onOutput?(stream: Stream, text: string): void;
  /** Takes standard output in the result's place. */
  readonly sink?: Writable;
}

/**
 * Drives the dialogue before a script's first byte over a connection, and gathers what the script itself prints. Without a dialogue all
 * output is the script's. When nobody can ask for a password the input is given at once, which saves a round trip.
 */
export class Conversation {
  /** For the connection: bytes that are known from the start, or a stream that is fed as the dialogue goes; absent for none. */
  readonly stdin: Readable | Buffer | undefined;
  /** For the connection: takes standard output in the place of {@link hear}, as fast as the listeners' sink does; absent without a sink. */
  readonly stdout: Writable | undefined;
  readonly #dialogue: StartDialogue | undefined;
  readonly #input: Input;
  readonly #listeners: Listeners;
  readonly #heard: Record<Stream, Buffer[]> = { stdout: [], stderr: [] };
  readonly #decoders: Record<Stream, StringDecoder> = { stdout: new StringDecoder(), stderr: new StringDecoder() };
  /** What was handed to the sink, until it wants more. */
  #handing: Promise<void> | undefined;
  refused: Extract<DialogueStep, { kind: 'refused' }> | undefined;

  constructor(dialogue: StartDialogue | undefined, input: Input, listeners: Listeners) {
    this.#dialogue = dialogue;
    this.#input = input;
    this.#listeners = listeners;
    this.stdin = this.#openStdin();
    this.stdout = listeners.sink && this.#openStdout();
  }

  /** Takes what arrived. */
  hear(stream: Stream, chunk: Buffer): void {
    if (this.#dialogue === undefined) this.#keep(stream, chunk);
    else for (const step of this.#dialogue.feed(stream, chunk)) this.#do(step);
  }

  /** Takes the command's end. */
  end(code: number | null): void {
    for (const step of this.#dialogue?.end(code) ?? []) this.#do(step);
  }

  /** Everything the script printed on a stream, as UTF-8 with replacement characters. */
  text(stream: Stream): string {
    return Buffer.concat(this.#heard[stream]).toString();
  }

  #openStdin(): Readable | Buffer | undefined {
    const { mayAsk, preamble, stdin } = this.#input;
    if (mayAsk) return new PassThrough();
    if (stdin instanceof Uint8Array) {
      const all = Buffer.concat([Buffer.from(preamble), stdin]);
      return all.length === 0 ? undefined : all;
    }
    if (preamble === '') return stdin;
    const joined = new PassThrough();
    this.#feed(joined);
    return joined;
  }

  #openStdout(): Writable {
    return new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        this.hear('stdout', chunk);
        const handing = this.#handing ?? Promise.resolve();
        this.#handing = undefined;
        handing.then(() => done(), done);
      },
    });
  }

  /** Sends what the script itself is to read, and ends the stream. */
  #feed(to: PassThrough): void {
    const { preamble, stdin } = this.#input;
    if (stdin instanceof Uint8Array) to.end(Buffer.concat([Buffer.from(preamble), stdin]));
    else {
      to.write(preamble);
      stdin.on('error', (error) => to.destroy(error)).pipe(to);
    }
  }

  #do(step: DialogueStep): void {
    const stdin = this.#input.mayAsk && this.stdin instanceof PassThrough ? this.stdin : undefined;
    switch (step.kind) {
      case 'send-password':
        stdin?.write(`${this.#input.password ?? ''}\n`);
        return;
      case 'started':
        if (stdin !== undefined) this.#feed(stdin);
        return;
      case 'output':
        this.#keep(step.stream, step.chunk);
        return;
      case 'refused':
        this.refused = step;
        // Destroyed, not ended: after its end a guarded command's standard input stays open.
        stdin?.destroy();
    }
  }

  #keep(stream: Stream, chunk: Buffer): void {
    const { sink, onOutput } = this.#listeners;
    if (stream === 'stdout' && sink !== undefined) {
      this.#handing = written(sink, chunk);
      return;
    }
    this.#heard[stream].push(chunk);
    if (onOutput === undefined) return;
    const text = this.#decoders[stream].write(chunk);
    if (text !== '') onOutput.call(this.#listeners, stream, text);
  }
}
