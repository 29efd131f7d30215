import type { Event } from '../events/event.ts';
import { broadcast } from '../report/broadcast.ts';
import { systemClock } from '../report/console/clock.ts';
import type { ConsoleOptions } from '../report/console/console-options.ts';
import { type ConsoleReporter, consoleReporter } from '../report/console/console-reporter.ts';
import { execReporter } from '../report/console/exec-reporter.ts';
import { FiguresReporter } from '../report/console/figures-reporter.ts';
import { closeReports, openReportFile, openReports } from '../report/open-reports.ts';
import type { ReportError } from '../report/report-error.ts';
import { parseReportOption } from '../report/report-option.ts';
import type { Reporter } from '../report/reporter.ts';
import type { Diagnostics } from '../source/diagnostic.ts';
import { wantsColour } from './colour.ts';
import type { Invocation, Output } from './invocation.ts';
import type { RunRequest } from './run-request.ts';

/** Everything that listens to a run: the console, and the files of `--report` and `--metrics`. */
export class Reports {
  readonly #terminal: ConsoleReporter;
  readonly #all: readonly Reporter[];
  readonly handle: (event: Event) => void;

  constructor(terminal: ConsoleReporter, others: readonly Reporter[]) {
    this.#terminal = terminal;
    this.#all = [terminal, ...others];
    this.handle = broadcast(this.#all);
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
export async function openAllReports(
  request: RunRequest,
  invocation: Invocation,
  diagnostics: Diagnostics,
): Promise<Reports> {
  const { settings, style } = request;
  const options = settings.report.flatMap((text) => parseReportOption(text, diagnostics) ?? []);
  const files = openReports(options, invocation.stdout, diagnostics);
  // A report on standard output is for a program to read, so what is for people goes to standard error.
  const takesStdout = options.some((option) => option.kind !== 'github' && option.path === '-');
  const stream = takesStdout ? invocation.stderr : invocation.stdout;
  const shown = consoleOptions(request, stream, invocation);
  const terminal = style === 'exec' ? execReporter(shown) : consoleReporter(shown);
  const figures = settings.stats ? [new FiguresReporter(stream)] : [];
  return new Reports(terminal, [...figures, ...files, ...(await openMetrics(settings.metrics, diagnostics))]);
}

function consoleOptions({ settings }: RunRequest, stream: Output, invocation: Invocation): ConsoleOptions {
  return {
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
}

/** Loaded only when asked for: few runs write metrics. */
async function openMetrics(path: string | undefined, diagnostics: Diagnostics): Promise<Reporter[]> {
  if (path === undefined) return [];
  const { MetricsReporter } = await import('../report/metrics.ts');
  const file = openReportFile(path, diagnostics);
  return file === undefined ? [] : [new MetricsReporter(file)];
}
