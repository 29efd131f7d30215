import { resolve } from 'node:path';
import type { Writable } from 'node:stream';
import type { Diagnostics } from '../source/diagnostic.ts';
import { FileReporter } from './file-reporter.ts';
import { GithubReporter } from './github.ts';
import { htmlReport } from './html.ts';
import { jsonReport } from './json.ts';
import { JsonLinesReporter } from './jsonl.ts';
import { junitReport } from './junit.ts';
import { LineFile } from './line-file.ts';
import { ReportError } from './report-error.ts';
import { ReportFile } from './report-file.ts';
import type { FileReportKind, ReportOption } from './report-option.ts';
import { streamTarget } from './report-target.ts';
import type { Reporter } from './reporter.ts';
import type { RunRecord } from './run-record.ts';

/**
 * The reporters of the `--report` options. What can be known now to go wrong with their files is said to `diagnostics`: a report that
 * cannot be written must not be found out about after an hour's run.
 */
export function openReports(options: readonly ReportOption[], stdout: Writable, diagnostics: Diagnostics): Reporter[] {
  const seen = new Set<string>();
  return options.flatMap((option) => {
    if (option.kind === 'github') return [new GithubReporter(stdout)];
    const path = option.path === '-' ? '-' : resolve(option.path);
    if (seen.has(path)) {
      diagnostics.error('bad-report', `two reports go to \`${option.path}\``, {
        help: 'give each report a file of its own',
      });
      return [];
    }
    seen.add(path);
    return writable(() => openReport(option, stdout), diagnostics) ?? [];
  });
}

/** The file of a report of another kind; `undefined` when it is known now that it cannot be written, which is said to `diagnostics`. */
export function openReportFile(path: string, diagnostics: Diagnostics): ReportFile | undefined {
  return writable(() => new ReportFile(path), diagnostics);
}

function writable<T>(open: () => T, diagnostics: Diagnostics): T | undefined {
  try {
    return open();
  } catch (error) {
    if (!(error instanceof ReportError)) throw error;
    diagnostics.error('report-not-writable', error.message, {
      help: 'name a file in a folder that exists and that you may write to',
    });
    return undefined;
  }
}

/** Ends all reports one after another, the others also when one fails; the console belongs first. Gives what could not be written. */
export async function closeReports(reporters: readonly Reporter[]): Promise<ReportError[]> {
  const errors: unknown[] = [];
  for (const reporter of reporters) await reporter.close?.().catch((error: unknown) => errors.push(error));
  const bug = errors.find((error) => !(error instanceof ReportError));
  if (bug !== undefined) throw bug;
  return errors.filter((error) => error instanceof ReportError);
}

const renderers: Readonly<Record<Exclude<FileReportKind, 'jsonl'>, (record: RunRecord) => Iterable<string>>> = {
  json: jsonReport,
  junit: junitReport,
  html: htmlReport,
};

function openReport({ kind, path }: { kind: FileReportKind; path: string }, stdout: Writable): Reporter {
  if (kind === 'jsonl') return new JsonLinesReporter(path, path === '-' ? streamTarget(stdout) : new LineFile(path));
  return new FileReporter(path === '-' ? streamTarget(stdout) : new ReportFile(path), renderers[kind]);
}
