import type { Sink } from './sink.ts';

/** What is needed of `process` to notice its end. */
export interface ProcessEnd {
  readonly pid: number;
  once(event: 'exit' | NodeJS.Signals, listener: () => void): unknown;
  off(event: 'exit' | NodeJS.Signals, listener: () => void): unknown;
  listenerCount(event: NodeJS.Signals): number;
  kill(pid: number, signal: NodeJS.Signals): unknown;
}

const signals: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** Hides a terminal's cursor, and shows it again at the latest when the process ends, however that comes about (SIGKILL apart). */
export class CursorGuard {
  readonly #sink: Sink;
  readonly #process: ProcessEnd;
  readonly #listeners: { event: 'exit' | NodeJS.Signals; listener: () => void }[];
  #hidden = false;

  constructor(sink: Sink, process: ProcessEnd) {
    this.#sink = sink;
    this.#process = process;
    this.#listeners = [
      { event: 'exit', listener: () => this.#leave() },
      ...signals.map((signal) => ({ event: signal, listener: () => this.#end(signal) })),
    ];
  }

  hide(): void {
    if (this.#hidden) return;
    this.#hidden = true;
    for (const { event, listener } of this.#listeners) this.#process.once(event, listener);
    this.#sink.write('\x1b[?25l');
  }

  show(): void {
    if (!this.#hidden) return;
    this.#hidden = false;
    for (const { event, listener } of this.#listeners) this.#process.off(event, listener);
    this.#sink.write('\x1b[?25h');
  }

  /** The process goes in the middle of a picture: what comes next on the terminal begins on a line of its own. */
  #leave(): void {
    this.#sink.write('\n');
    this.show();
  }

  /** Listening to a signal keeps it from ending the process; when nobody else handles it, it must end it all the same. */
  #end(signal: NodeJS.Signals): void {
    if (this.#process.listenerCount(signal) > 0) return;
    this.#leave();
    this.#process.kill(this.#process.pid, signal);
  }
}
