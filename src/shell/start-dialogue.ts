import { Buffer } from 'node:buffer';
import type { Opening } from './command-line.ts';
import type { Refusal } from './refusal.ts';

type Stream = 'stdout' | 'stderr';

/** What the dialogue asks of whoever drives it, or tells. */
export type DialogueStep =
  /** Write the password and a newline to standard input, now and only now. */
  | { readonly kind: 'send-password' }
  /** The script's shell runs: the preamble and the command's own standard input may flow. */
  | { readonly kind: 'started'; readonly pid: number }
  /** The script's own output, in order. */
  | { readonly kind: 'output'; readonly stream: Stream; readonly chunk: Buffer }
  /** It will not start: end standard input. `text` is what was printed instead. */
  | { readonly kind: 'refused'; readonly reason: Refusal; readonly text: string };

/** More than any lecture or banner; of what a login shell prints before the marker only the end is kept. */
const longestPreface = 64 * 1024;

/**
 * What is said between handing a command line to a host and the script's first byte: noise of the login shell, a lecture, the request
 * for a password. Keeps all of it out of the output, sends the password only when it is asked for, and never twice. Pure: it is fed
 * what arrives and answers what to do.
 */
export class StartDialogue {
  readonly #opening: Opening;
  readonly #preface: Record<Stream, Buffer> = { stdout: Buffer.alloc(0), stderr: Buffer.alloc(0) };
  readonly #open: Record<Stream, boolean>;
  #answered = false;
  #refused = false;

  constructor(opening: Opening) {
    this.#opening = opening;
    this.#open = { stdout: false, stderr: opening.pty };
  }

  /** Whether the script has started. */
  get started(): boolean {
    return this.#open.stdout;
  }

  /** Takes what arrived on a stream. */
  feed(stream: Stream, chunk: Buffer): DialogueStep[] {
    if (this.#refused) return [];
    if (this.#open[stream]) return chunk.length === 0 ? [] : [{ kind: 'output', stream, chunk }];
    const preface = Buffer.concat([this.#preface[stream], chunk]);
    const opened = this.#findMarker(stream, preface);
    if (opened !== undefined) return opened;
    this.#preface[stream] = preface.subarray(-longestPreface);
    return this.started ? [] : this.#listen(stream);
  }

  /** Takes the command's end: what never started is refused, and what was held back of a started one is output. */
  end(code: number | null): DialogueStep[] {
    if (this.#refused) return [];
    if (this.started) return this.#open.stderr ? [] : this.#release();
    return [this.#refuse(this.#reason(code))];
  }

  #findMarker(stream: Stream, preface: Buffer): DialogueStep[] | undefined {
    const at = preface.indexOf(this.#opening.marker);
    const newline = at < 0 ? -1 : preface.indexOf('\n', at);
    if (newline < 0) return undefined;
    this.#open[stream] = true;
    const line = preface.subarray(at + this.#opening.marker.length, newline).toString();
    const steps: DialogueStep[] = stream === 'stdout' ? [{ kind: 'started', pid: Number.parseInt(line, 10) }] : [];
    const rest = preface.subarray(newline + 1);
    return rest.length === 0 ? steps : [...steps, { kind: 'output', stream, chunk: rest }];
  }

  #listen(stream: Stream): DialogueStep[] {
    const { prompt, password } = this.#opening;
    if (prompt?.stream !== stream) return [];
    const text = this.#preface[stream];
    if (!prompt.matches(text.subarray(text.lastIndexOf('\n') + 1).toString())) return [];
    if (!password) return [this.#refuse('password-required')];
    if (this.#answered) return [this.#refuse('wrong-password')];
    this.#answered = true;
    this.#preface[stream] = Buffer.alloc(0);
    return [{ kind: 'send-password' }];
  }

  /** A script that closes standard error at once, or a kill between the two markers, leaves no marker there. */
  #release(): DialogueStep[] {
    const chunk = this.#preface.stderr;
    return chunk.length === 0 ? [] : [{ kind: 'output', stream: 'stderr', chunk }];
  }

  #refuse(reason: Refusal): DialogueStep {
    this.#refused = true;
    return { kind: 'refused', reason, text: this.#text() };
  }

  #text(): string {
    return [this.#preface.stderr, this.#preface.stdout]
      .map((text) => text.toString().trim())
      .filter((text) => text !== '')
      .join('\n');
  }

  #reason(code: number | null): Refusal {
    const text = this.#text();
    if (this.#opening.prompt === undefined) return 'not-started';
    if (
      /not in the sudoers|not allowed to|may not run|operation not permitted|does not exist|unknown user/i.test(text)
    ) {
      return 'not-allowed';
    }
    if (/must (be run from|have) a (terminal|tty)|a tty is required|no tty|tty required|\/dev\/tty/i.test(text)) {
      return 'needs-terminal';
    }
    if (this.#answered) return 'wrong-password';
    if (/password is required|authentication (failed|failure|required)|incorrect password/i.test(text)) {
      return 'password-required';
    }
    return code === 127 || code === 126 ? 'not-installed' : 'not-started';
  }
}
