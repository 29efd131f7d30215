import { PassThrough } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import type { DialogueStep, StartDialogue } from '../shell/start-dialogue.ts';

type Stream = 'stdout' | 'stderr';

/** What goes to a command's standard input: the password, when it is asked for, and what follows once the script has started. */
export interface Input {
  readonly password: string | undefined;
  readonly afterStart: Buffer;
}

/**
 * Drives the dialogue before a script's first byte over a connection, and gathers what the script itself prints. Without a dialogue all
 * output is the script's. When nobody can ask for a password the input is given at once, which saves a round trip.
 */
export class Conversation {
  /** For the connection: bytes that are known from the start, or a stream that is fed as the dialogue goes. */
  readonly stdin: PassThrough | Buffer | undefined;
  readonly #dialogue: StartDialogue | undefined;
  readonly #input: Input;
  readonly #heard: Record<Stream, Buffer[]> = { stdout: [], stderr: [] };
  readonly #decoders: Record<Stream, StringDecoder> = { stdout: new StringDecoder(), stderr: new StringDecoder() };
  readonly #onOutput: ((stream: Stream, text: string) => void) | undefined;
  refused: Extract<DialogueStep, { kind: 'refused' }> | undefined;

  constructor(
    dialogue: StartDialogue | undefined,
    input: Input & { readonly mayAsk: boolean },
    onOutput?: (stream: Stream, text: string) => void,
  ) {
    this.#dialogue = dialogue;
    this.#input = input;
    this.#onOutput = onOutput;
    if (input.mayAsk) this.stdin = new PassThrough();
    else this.stdin = input.afterStart.length === 0 ? undefined : input.afterStart;
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

  #do(step: DialogueStep): void {
    switch (step.kind) {
      case 'send-password':
        this.#write(`${this.#input.password ?? ''}\n`);
        return;
      case 'started':
        if (this.stdin instanceof PassThrough) this.stdin.end(this.#input.afterStart);
        return;
      case 'output':
        this.#keep(step.stream, step.chunk);
        return;
      case 'refused':
        this.refused = step;
        if (this.stdin instanceof PassThrough) this.stdin.end();
    }
  }

  #write(text: string): void {
    if (this.stdin instanceof PassThrough) this.stdin.write(text);
  }

  #keep(stream: Stream, chunk: Buffer): void {
    this.#heard[stream].push(chunk);
    if (this.#onOutput === undefined) return;
    const text = this.#decoders[stream].write(chunk);
    if (text !== '') this.#onOutput(stream, text);
  }
}
