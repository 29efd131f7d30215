import type { Outcome, Status } from '../events/outcome.ts';
import type { HostCounts } from '../events/recap.ts';
import { summaryLine } from './console/closing.ts';
import { customStatsLines } from './console/custom-stats.ts';
import { foldHosts } from './console/fold-hosts.ts';
import { isFatal, reason } from './ending.ts';
import { failureText } from './failure-text.ts';
import { groupBy } from './group-by.ts';
import { htmlStyle } from './html-style.ts';
import { isInFile, place } from './place.ts';
import type { PlayRecord, RunRecord, TaskRecord } from './run-record.ts';
import { unifiedDiff } from './unified-diff.ts';
import { xmlText } from './xml.ts';

/** `--report html`: one page that needs nothing else, neither a script nor the network: what went wrong, the hosts, and every task. */
export function* htmlReport(record: RunRecord): Generator<string> {
  const title = record.playbooks.length === 0 ? 'runbook' : record.playbooks.join(', ');
  yield '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n';
  yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n';
  yield `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">\n`;
  yield `<title>${xmlText(title)}: ${verdict(record)}</title>\n<style>${htmlStyle}</style>\n</head>\n<body>\n`;
  yield `<h1>${xmlText(title)}</h1>\n<p>${xmlText(summaryOf(record))}</p>\n`;
  yield* section('What went wrong', wrongHtml(record));
  yield* section('Warnings', warningsHtml(record));
  yield* section('Hosts', recapHtml(record));
  yield* section('Custom stats', customStatsHtml(record));
  yield* section('Tasks', record.plays.flatMap(playHtml));
  yield '</body>\n</html>\n';
}

function* section(title: string, content: readonly string[]): Generator<string> {
  if (content.length === 0) return;
  yield `<h2>${title}</h2>\n`;
  yield* content;
}

function customStatsHtml({ end }: RunRecord): string[] {
  const lines = end === undefined ? [] : customStatsLines(end.customStats);
  return lines.length === 0 ? [] : [`<pre>${xmlText(lines.join('\n'))}</pre>\n`];
}

/** The run in a word, for the browser's tab. */
function verdict({ end, interrupted }: RunRecord): string {
  if (end === undefined || interrupted !== undefined) return 'cut short';
  return end.exitCode === 0 ? 'ok' : 'failed';
}

function summaryOf({ recap, plays, interrupted, end }: RunRecord): string {
  const hosts = new Set([...plays.flatMap((play) => play.hosts), ...Object.keys(recap)]);
  if (end === undefined) return 'The run broke off; this is what was known of it.';
  const ending = { recap, hosts, durationMs: end.stats.durationMs, interrupted, changes: true };
  return summaryLine(ending, (_role, text) => text);
}

function wrongHtml({ plays, interrupted }: RunRecord): string[] {
  const cut = interrupted === undefined ? [] : [`<p class="failed">interrupted by ${xmlText(interrupted)}</p>\n`];
  return [
    ...cut,
    ...plays.flatMap((play) => [...unreachableHtml(play), ...[...play.tasks.values()].flatMap(failuresHtml)]),
  ];
}

function unreachableHtml({ unreachable }: PlayRecord): string[] {
  const groups = groupBy(
    unreachable,
    ([, { message, help }]) => `${message}${help === undefined ? '' : `\nhelp: ${help}`}`,
  );
  return [...groups].map(([text, alike]) => {
    const hosts = foldHosts(alike.map(([host]) => host));
    return details(`${status('unreachable')} ${xmlText(hosts)}`, `<pre>${xmlText(text)}</pre>`, true);
  });
}

function failuresHtml({ step, hosts }: TaskRecord): string[] {
  const fatal = [...hosts].filter(([, outcome]) => isFatal(outcome));
  return [...groupBy(fatal, ([, outcome]) => failureText(outcome))].map(([text, alike]) => {
    const [, outcome] = alike[0]!;
    const names = foldHosts(alike.map(([host]) => host));
    const head = `${status(outcome.status)} ${xmlText(names)}: ${xmlText(step.name)}: ${xmlText(reason(outcome))}`;
    return details(head, `<pre>${xmlText(text)}</pre>`, true);
  });
}

function warningsHtml({ warnings }: RunRecord): string[] {
  return warnings.map(({ message, location, help }) => {
    const where = location === undefined ? '' : ` <span class="place">${xmlText(place(location))}</span>`;
    return `<p>${xmlText(message)}${where}${help === undefined ? '' : `<br>help: ${xmlText(help)}`}</p>\n`;
  });
}

const columns: readonly (keyof HostCounts)[] = [
  'ok',
  'changed',
  'unreachable',
  'failed',
  'skipped',
  'rescued',
  'ignored',
];

function recapHtml({ recap }: RunRecord): string[] {
  const rows = Object.entries(recap).map(([host, counts]) => {
    const cells = columns.map(
      (column) => `<td class="number ${counts[column] === 0 ? 'zero' : column}">${counts[column]}</td>`,
    );
    return `<tr><td>${xmlText(host)}</td>${cells.join('')}</tr>\n`;
  });
  if (rows.length === 0) return [];
  return [
    `<table>\n<tr><th>host</th>${columns.map((column) => `<th>${column}</th>`).join('')}</tr>\n`,
    ...rows,
    '</table>\n',
  ];
}

function playHtml(play: PlayRecord): string[] {
  return [`<h3>${xmlText(play.name)}</h3>\n`, ...[...play.tasks.values()].map(taskHtml)];
}

const order: readonly Status[] = ['ok', 'changed', 'skipped', 'failed', 'unreachable'];

function taskHtml({ step, hosts }: TaskRecord): string {
  const byStatus = groupBy(hosts, ([, outcome]) => outcome.status);
  const present = order.filter((one) => byStatus.has(one));
  const counts = present.map((one) => status(one, byStatus.get(one)!.length)).join(', ');
  const body = present.flatMap((one) =>
    [...groupBy(byStatus.get(one)!, ([, outcome]) => outcomeHtml(outcome))].map(groupHtml),
  );
  const where = isInFile(step.at) ? ` <span class="place">${xmlText(place(step.at))}</span>` : '';
  const head = `${xmlText(step.name)}${where} ${counts}`;
  return details(head, body.join(''), false);
}

function groupHtml([shown, alike]: [string, [string, Outcome][]]): string {
  const [, outcome] = alike[0]!;
  return `<div>${status(outcome.status)} ${xmlText(foldHosts(alike.map(([host]) => host)))}${shown}</div>\n`;
}

/** What is worth showing of an outcome in its task's list: changes of files, and why it was skipped or failed. */
function outcomeHtml(outcome: Outcome): string {
  const diffs = (outcome.diffs ?? []).map(({ path, before, after }) =>
    [path, ...unifiedDiff(before, after)].join('\n'),
  );
  const wrong = outcome.status === 'failed' || outcome.status === 'unreachable';
  const forgiven = outcome.ignored ? ' (ignored)' : outcome.rescued ? ' (rescued)' : '';
  const why = wrong ? `${forgiven}: ${reason(outcome)}` : outcome.because === undefined ? '' : `: ${outcome.because}`;
  return `${xmlText(why)}${diffs.map((diff) => `<pre>${xmlText(diff)}</pre>`).join('')}`;
}

function status(one: Status, count?: number): string {
  return `<span class="${one}">${count === undefined ? '' : `${count} `}${one}</span>`;
}

function details(head: string, body: string, open: boolean): string {
  return `<details${open ? ' open' : ''}><summary>${head}</summary>\n${body}</details>\n`;
}
