import type { Event } from '../events/event.ts';
import { jsonText } from './json-text.ts';
import { ReportError } from './report-error.ts';
import type { LineTarget } from './report-target.ts';
import type { Reporter } from './reporter.ts';

/**
 * `--report jsonl`: every event on a line of its own, as soon as it happens. After an error (a full disk) nothing is added to what stands
 * there, and closing it says so.
 */
export class JsonLinesReporter implements Reporter {
  readonly #path: string;
  readonly #target: LineTarget;
  #error: unknown;

  constructor(path: string, target: LineTarget) {
    this.#path = path;
    this.#target = target;
  }

  handle(event: Event): void {
    if (this.#error !== undefined) return;
    try {
      this.#target.append(`${jsonText(event)}\n`);
    } catch (error) {
      this.#error = error;
    }
  }

  async close(): Promise<void> {
    this.#target.close();
    if (this.#error !== undefined) throw new ReportError(this.#path, this.#error);
  }
}
