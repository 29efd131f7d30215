import type { Event } from '../events/event.ts';
import { systemClock } from '../report/console/clock.ts';
import type { ConsoleOptions } from '../report/console/console-options.ts';
import { type ConsoleReporter, consoleReporter } from '../report/console/console-reporter.ts';
import { execReporter } from '../report/console/exec-reporter.ts';
import { closeReports, openReports } from '../report/open-reports.ts';
import type { ReportError } from '../report/report-error.ts';
import { parseReportOption } from '../report/report-option.ts';
import type { Reporter } from '../report/reporter.ts';
import type { Diagnostics } from '../source/diagnostic.ts';
import { wantsColour } from './colour.ts';
import type { RunRequest } from './command.ts';
import type { Invocation } from './invocation.ts';

/** Everything that listens to a run: the console, and the files of `--report`. */
export class Reports {
  readonly #terminal: ConsoleReporter;
  readonly #all: readonly Reporter[];

  constructor(terminal: ConsoleReporter, others: readonly Reporter[]) {
    this.#terminal = terminal;
    this.#all = [terminal, ...others];
  }

  handle(event: Event): void {
    for (const reporter of this.#all) reporter.handle(event);
  }

  /** Keeps reports off the terminal while `work` has it, to ask something. */
  async aside<T>(work: () => Promise<T>): Promise<T> {
    this.#terminal.suspend();
    try {
      return await work();
    } finally {
      this.#terminal.resume();
    }
  }

  close(): Promise<ReportError[]> {
    return closeReports(this.#all);
  }
}

/** Opens the reports of a run; what can be known to go wrong with their files is said to `diagnostics` now. */
export function openAllReports(
  { settings, style }: RunRequest,
  invocation: Invocation,
  diagnostics: Diagnostics,
): Reports {
  const options = settings.report.flatMap((text) => parseReportOption(text, diagnostics) ?? []);
  const others = openReports(options, invocation.stdout, diagnostics);
  const takesStdout = options.some((option) => option.kind === 'github' || option.path === '-');
  const stream = takesStdout ? invocation.stderr : invocation.stdout;
  const shown: ConsoleOptions = {
    stream,
    errorStream: invocation.stderr,
    tty: stream.isTTY === true && invocation.env.TERM !== 'dumb',
    colour: wantsColour(settings.color, stream, invocation.env),
    verbosity: settings.verbose,
    columns: () => stream.columns ?? 80,
    rows: () => stream.rows ?? 24,
    clock: systemClock,
    diff: settings.diff,
  };
  return new Reports(style === 'exec' ? execReporter(shown) : consoleReporter(shown), others);
}
