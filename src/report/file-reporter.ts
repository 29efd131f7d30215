import type { Event } from '../events/event.ts';
import type { ReportTarget } from './report-target.ts';
import type { Reporter } from './reporter.ts';
import { RunRecord } from './run-record.ts';

/** A report that is written once, at the end of the run however it comes, in the form that `render` gives it. */
export class FileReporter implements Reporter {
  readonly #record = new RunRecord();
  readonly #target: ReportTarget;
  readonly #render: (record: RunRecord) => Iterable<string>;

  constructor(target: ReportTarget, render: (record: RunRecord) => Iterable<string>) {
    this.#target = target;
    this.#render = render;
  }

  handle(event: Event): void {
    this.#record.handle(event);
  }

  async close(): Promise<void> {
    await this.#target.write(this.#render(this.#record));
  }
}
