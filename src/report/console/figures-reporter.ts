import type { Writable } from 'node:stream';
import type { Event } from '../../events/event.ts';
import type { Reporter } from '../reporter.ts';
import { figureLines } from './figures.ts';
import { Sink } from './sink.ts';

/** Prints {@link figureLines} after everything else. */
export class FiguresReporter implements Reporter {
  readonly #sink: Sink;
  #lines: readonly string[] = [];

  constructor(stream: Writable) {
    this.#sink = new Sink(stream);
  }

  handle(event: Event): void {
    if (event.kind === 'run-end') this.#lines = figureLines(event.stats);
  }

  async close(): Promise<void> {
    if (this.#lines.length > 0) this.#sink.write(`\n${this.#lines.join('\n')}\n`);
    await this.#sink.drained();
  }
}
