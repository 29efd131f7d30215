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
import type { Settings } from '../settings/table.ts';
import type { Diagnostics } from '../source/diagnostic.ts';
import { wantsColour } from './colour.ts';
import { inCi } from './in-ci.ts';
import type { Output, RunIo } from './run-io.ts';

/** Everything that listens to a run: the console, and the files of `--report` and `--metrics`. */
export class Reports {
  readonly #terminal: ConsoleReporter | undefined;
  readonly #all: readonly Reporter[];
  readonly handle: (event: Event) => void;

  constructor(terminal: ConsoleReporter | undefined, others: readonly Reporter[]) {
    this.#terminal = terminal;
    this.#all = terminal === undefined ? others : [terminal, ...others];
    this.handle = broadcast(this.#all);
  }

  /** Keeps reports off the terminal while `work` has it, to ask something. */
  async aside<T>(work: () => Promise<T>): Promise<T> {
    this.#terminal?.suspend();
    try {
      return await work();
    } finally {
      this.#terminal?.resume();
    }
  }

  close(): Promise<ReportError[]> {
    return closeReports(this.#all);
  }
}

/** Who watches a run beside the files that its settings name. */
export interface Watchers {
  readonly io: RunIo;
  readonly console?: 'play' | 'exec';
  readonly reporters?: readonly Reporter[];
}

/** Opens the reports of a run; what can be known to go wrong with their files is said to `diagnostics` now. */
export async function openAllReports(
  settings: Settings,
  { io, console, reporters = [] }: Watchers,
  diagnostics: Diagnostics,
): Promise<Reports> {
  const options = settings.report.flatMap((text) => parseReportOption(text, diagnostics) ?? []);
  const files = openReports(options, io.stdout, diagnostics);
  // A report on standard output is for a program to read, so what is for people goes to standard error.
  const takesStdout = options.some((option) => option.kind !== 'github' && option.path === '-');
  const stream = takesStdout ? io.stderr : io.stdout;
  const figures = settings.stats ? [new FiguresReporter(stream)] : [];
  const others = [...figures, ...files, ...(await openMetrics(settings.metrics, diagnostics)), ...reporters];
  return new Reports(console && openConsole(console, consoleOptions(settings, stream, io)), others);
}

function openConsole(style: 'play' | 'exec', options: ConsoleOptions): ConsoleReporter {
  return style === 'exec' ? execReporter(options) : consoleReporter(options);
}

function consoleOptions(settings: Settings, stream: Output, io: RunIo): ConsoleOptions {
  return {
    stream,
    errorStream: io.stderr,
    tty: stream.isTTY === true && io.env.TERM !== 'dumb',
    colour: wantsColour(settings.color, stream, io.env),
    verbosity: settings.verbose,
    columns: () => stream.columns ?? 80,
    rows: () => stream.rows ?? 24,
    clock: systemClock,
    diff: settings.diff,
    ci: inCi(io.env),
    live: settings.live || settings.verbose > 3,
  };
}

/** Loaded only when asked for: few runs write metrics. */
async function openMetrics(path: string | undefined, diagnostics: Diagnostics): Promise<Reporter[]> {
  if (path === undefined) return [];
  const { MetricsReporter } = await import('../report/metrics.ts');
  const file = openReportFile(path, diagnostics);
  return file === undefined ? [] : [new MetricsReporter(file)];
}
