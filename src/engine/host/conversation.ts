import { PassThrough, type Readable, type Writable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { written } from '../../connection/transfer/written.ts';
import type { CommandResult } from '../../modules/module.ts';
import type { DialogueStep, StartDialogue } from '../../shell/start-dialogue.ts';
import type { KeptOutput } from './kept-output.ts';

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

/** What a script has printed, and the files with all of it where that is more than is kept. */
export type Printed = Pick<CommandResult, 'stdout' | 'stderr' | 'files'>;

/** Where a script's output goes besides the result. */
export interface Listeners {
  onOutput?(stream: Stream, text: string): void;
  /** Takes standard output in the result's place. */
  readonly sink?: Writable;
  /** Told what a script has printed that did not come to its end. */
  onUnfinished?(output: Printed): void;
}

/**
 * Drives the dialogue before a script's first byte over a connection, and gathers what the script itself prints. Without a dialogue all
 * output is the script's. When nobody can ask for a password the input is given at once, which saves a round trip.
 */
export class Conversation {
  /** For the connection: bytes that are known from the start, or a stream that is fed as the dialogue goes; absent for none. */
  readonly stdin: Readable | Buffer | undefined;
  readonly #dialogue: StartDialogue | undefined;
  readonly #input: Input;
  readonly #listeners: Listeners;
  readonly #kept: Readonly<Record<Stream, KeptOutput>>;
  readonly #decoders: Record<Stream, StringDecoder> = { stdout: new StringDecoder(), stderr: new StringDecoder() };
  refused: Extract<DialogueStep, { kind: 'refused' }> | undefined;

  constructor(
    dialogue: StartDialogue | undefined,
    input: Input,
    { kept, ...listeners }: Listeners & { readonly kept: Readonly<Record<Stream, KeptOutput>> },
  ) {
    this.#kept = kept;
    this.#dialogue = dialogue;
    this.#input = input;
    this.#listeners = listeners;
    this.stdin = this.#openStdin();
  }

  /** Takes what arrived; a promise asks to wait with what comes next. */
  hear(stream: Stream, chunk: Buffer): Promise<void> | undefined {
    if (this.#dialogue === undefined) return this.#keep(stream, chunk);
    const waits = this.#dialogue.feed(stream, chunk).flatMap((step) => this.#do(step) ?? []);
    return waits.length === 0 ? undefined : Promise.all(waits).then(() => {});
  }

  /** Takes the command's end. */
  end(code: number | null): void {
    for (const step of this.#dialogue?.end(code) ?? []) this.#do(step);
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

  /** Sends what the script itself is to read, and ends the stream. */
  #feed(to: PassThrough): void {
    const { preamble, stdin } = this.#input;
    if (stdin instanceof Uint8Array) to.end(Buffer.concat([Buffer.from(preamble), stdin]));
    else {
      to.write(preamble);
      stdin.on('error', (error) => to.destroy(error)).pipe(to);
    }
  }

  #do(step: DialogueStep): Promise<void> | undefined {
    const stdin = this.#input.mayAsk && this.stdin instanceof PassThrough ? this.stdin : undefined;
    switch (step.kind) {
      case 'send-password':
        stdin?.write(`${this.#input.password ?? ''}\n`);
        return undefined;
      case 'started':
        if (stdin !== undefined) this.#feed(stdin);
        return undefined;
      case 'output':
        return this.#keep(step.stream, step.chunk);
      case 'refused':
        this.refused = step;
        // Destroyed, not ended: after its end a guarded command's standard input stays open.
        stdin?.destroy();
        return undefined;
    }
  }

  #keep(stream: Stream, chunk: Buffer): Promise<void> | undefined {
    const { sink, onOutput } = this.#listeners;
    if (stream === 'stdout' && sink !== undefined) return written(sink, chunk);
    if (onOutput !== undefined) {
      const text = this.#decoders[stream].write(chunk);
      if (text !== '') onOutput.call(this.#listeners, stream, text);
    }
    return this.#kept[stream].take(chunk);
  }
}
