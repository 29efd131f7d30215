import type { Outcome } from '../events/outcome.ts';
import { displayPath } from '../source/display-path.ts';
import { isFatal, onOneLine, reason } from './ending.ts';
import { failureText } from './failure-text.ts';
import { isInFile } from './place.ts';
import type { PlayRecord, RunRecord, TaskRecord } from './run-record.ts';
import { xmlAttribute, xmlText } from './xml.ts';

/** One `<testcase>`: a task on a host. */
interface Case {
  readonly attributes: Readonly<Record<string, string>>;
  readonly verdict: 'passed' | 'failures' | 'errors' | 'skipped';
  readonly body: readonly string[];
  readonly seconds: number;
}

interface Suite {
  readonly name: string;
  readonly cases: readonly Case[];
}

/**
 * `--report junit`: a `<testsuite>` a play and a `<testcase>` a task and host, in the form that Jenkins' xUnit schema (junit-10.xsd) and
 * GitLab read. A failed task is a `<failure>`; a host that could not be reached, or a run that broke off, is an `<error>`.
 */
export function* junitReport(record: RunRecord): Generator<string> {
  const suites = [...record.plays.map(playSuite), ...brokenOff(record)];
  yield '<?xml version="1.0" encoding="UTF-8"?>\n';
  yield `<testsuites name="runbook"${totals(suites.flatMap((suite) => suite.cases))}>\n`;
  for (const suite of suites) {
    yield `  <testsuite name=${xmlAttribute(suite.name)}${totals(suite.cases)}>\n`;
    for (const one of suite.cases) yield caseXml(one);
    yield '  </testsuite>\n';
  }
  yield '</testsuites>\n';
}

function playSuite(play: PlayRecord): Suite {
  const unreachable = [...play.unreachable].map(([host, { message, help }]): Case => {
    const text = [message, ...(help === undefined ? [] : [`help: ${help}`])].join('\n');
    return {
      attributes: { classname: host, name: 'connect' },
      verdict: 'errors',
      body: [verdictXml('error', message, text)],
      seconds: 0,
    };
  });
  return { name: play.name, cases: [...unreachable, ...[...play.tasks.values()].flatMap(taskCases)] };
}

function taskCases({ step, hosts }: TaskRecord): Case[] {
  const where = isInFile(step.at) ? { file: displayPath(step.at.file), line: String(step.at.line) } : {};
  return [...hosts].map(([host, outcome]) => ({
    attributes: { classname: host, name: step.name, ...where },
    ...judged(outcome),
    seconds: outcome.durationMs / 1000,
  }));
}

function judged(outcome: Outcome): Pick<Case, 'verdict' | 'body'> {
  const why = reason(outcome);
  if (isFatal(outcome)) {
    const lost = outcome.status === 'unreachable';
    const body = [verdictXml(lost ? 'error' : 'failure', why, failureText(outcome))];
    return { verdict: lost ? 'errors' : 'failures', body: [...body, ...streamsXml(outcome)] };
  }
  if (outcome.status === 'skipped') {
    return { verdict: 'skipped', body: [`<skipped message=${xmlAttribute(onOneLine(outcome.because ?? ''))}/>`] };
  }
  const forgiven = outcome.ignored ? 'ignored' : outcome.rescued ? 'rescued' : undefined;
  return {
    verdict: 'passed',
    body: streamsXml(outcome, forgiven === undefined ? '' : `${forgiven}: ${why}`),
  };
}

/** What a command printed, in the order of the schema; `remark` is ours and stands before it. */
function streamsXml({ stdout = '', stderr = '' }: Outcome, remark = ''): string[] {
  const out = [remark, stdout.trimEnd()].filter((text) => text !== '').join('\n');
  const err = stderr.trimEnd();
  return [
    ...(out === '' ? [] : [`<system-out>${xmlText(out)}</system-out>`]),
    ...(err === '' ? [] : [`<system-err>${xmlText(err)}</system-err>`]),
  ];
}

/** What a run that did not come to its end leaves behind. */
function brokenOff({ interrupted, end }: RunRecord): Suite[] {
  const why =
    interrupted !== undefined ? `interrupted by ${interrupted}` : end === undefined ? 'the run broke off' : undefined;
  if (why === undefined) return [];
  const broken: Case = {
    attributes: { classname: 'runbook', name: 'run to the end' },
    verdict: 'errors',
    body: [verdictXml('error', why, '')],
    seconds: 0,
  };
  return [{ name: 'runbook', cases: [broken] }];
}

function verdictXml(tag: 'failure' | 'error', message: string, text: string): string {
  return `<${tag} message=${xmlAttribute(onOneLine(message))} type=${xmlAttribute(tag)}>${xmlText(text)}</${tag}>`;
}

function caseXml({ attributes, body, seconds }: Case): string {
  const all = Object.entries({ ...attributes, time: seconds.toFixed(3) }).map(
    ([name, value]) => ` ${name}=${xmlAttribute(value)}`,
  );
  if (body.length === 0) return `    <testcase${all.join('')}/>\n`;
  return `    <testcase${all.join('')}>\n${body.map((line) => `      ${line}\n`).join('')}    </testcase>\n`;
}

function totals(cases: readonly Case[]): string {
  const count = (verdict: Case['verdict']) => cases.filter((one) => one.verdict === verdict).length;
  const seconds = cases.reduce((sum, one) => sum + one.seconds, 0).toFixed(3);
  const [failures, errors, skipped] = [count('failures'), count('errors'), count('skipped')];
  return ` tests="${cases.length}" failures="${failures}" errors="${errors}" skipped="${skipped}" time="${seconds}"`;
}
