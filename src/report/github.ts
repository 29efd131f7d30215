import type { Writable } from 'node:stream';
import type { Event } from '../events/event.ts';
import { displayPath } from '../source/display-path.ts';
import type { Location } from '../source/span.ts';
import { foldHosts } from './console/fold-hosts.ts';
import { isFatal, reason } from './ending.ts';
import { failureText } from './failure-text.ts';
import { groupBy } from './group-by.ts';
import { isInFile } from './place.ts';
import { printable } from './printable.ts';
import type { Reporter } from './reporter.ts';
import { RunRecord, type TaskRecord } from './run-record.ts';

/**
 * `--report github`: annotations at the tasks that failed, as GitHub's workflow commands
 * (https://docs.github.com/actions/reference/workflow-commands). One for every task and reason, with all its hosts, at the end of the
 * run: GitHub shows only ten of a kind a step.
 */
export class GithubReporter implements Reporter {
  readonly #record = new RunRecord();
  readonly #stream: Writable;

  constructor(stream: Writable) {
    this.#stream = stream;
  }

  handle(event: Event): void {
    this.#record.handle(event);
  }

  async close(): Promise<void> {
    this.#stream.write([...annotations(this.#record)].map((line) => `${line}\n`).join(''));
  }
}

function* annotations(record: RunRecord): Generator<string> {
  for (const { message, location, help } of record.warnings) {
    yield command('warning', help === undefined ? message : `${message}\nhelp: ${help}`, {
      title: 'runbook',
      at: location,
    });
  }
  for (const play of record.plays) {
    for (const [message, alike] of groupBy(play.unreachable, ([, { message }]) => message)) {
      yield command('error', message, {
        title: `unreachable: ${foldHosts(alike.map(([host]) => host))}`,
        at: undefined,
      });
    }
    for (const task of play.tasks.values()) yield* taskAnnotations(task);
  }
  if (record.interrupted !== undefined)
    yield command('error', `interrupted by ${record.interrupted}`, { title: 'runbook', at: undefined });
}

function* taskAnnotations({ step, hosts }: TaskRecord): Generator<string> {
  const fatal = [...hosts].filter(([, outcome]) => isFatal(outcome));
  for (const alike of groupBy(fatal, ([, outcome]) => reason(outcome)).values()) {
    const [, outcome] = alike[0]!;
    const title = `${step.name}: ${outcome.status} on ${foldHosts(alike.map(([host]) => host))}`;
    yield command('error', failureText(outcome), { title, at: outcome.at ?? step.at });
  }
}

function command(
  kind: 'error' | 'warning',
  message: string,
  { title, at }: { title: string; at: Location | undefined },
): string {
  const place =
    at === undefined || !isInFile(at)
      ? {}
      : { file: displayPath(at.file), line: String(at.line), col: String(at.column) };
  const properties = Object.entries({ ...place, title }).map(([name, value]) => `${name}=${escapeProperty(value)}`);
  return `::${kind} ${properties.join(',')}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  return printable(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
