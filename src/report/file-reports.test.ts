import { describe, expect, test } from 'vitest';
import { ScriptedRun } from '../../test/report/scripted-run.ts';
import { TextStream } from '../../test/report/text-stream.ts';
import { xmlProblem } from '../../test/report/well-formed-xml.ts';
import type { Event } from '../events/event.ts';
import { FileReporter } from './file-reporter.ts';
import { GithubReporter } from './github.ts';
import { htmlReport } from './html.ts';
import { jsonReport } from './json.ts';
import { JsonLinesReporter } from './jsonl.ts';
import { junitReport } from './junit.ts';
import { streamTarget } from './report-target.ts';
import type { Reporter } from './reporter.ts';

const kinds: Readonly<Record<string, (stream: TextStream) => Reporter>> = {
  json: (stream) => new FileReporter(streamTarget(stream), jsonReport),
  'junit.xml': (stream) => new FileReporter(streamTarget(stream), junitReport),
  html: (stream) => new FileReporter(streamTarget(stream), htmlReport),
  jsonl: (stream) => new JsonLinesReporter('-', streamTarget(stream)),
  'github.txt': (stream) => new GithubReporter(stream),
};

async function written(kind: string, events: readonly Event[]): Promise<string> {
  const stream = new TextStream();
  const reporter = kinds[kind]!(stream);
  for (const event of events) reporter.handle(event);
  await reporter.close?.();
  return stream.text;
}

const failure = {
  message: 'non-zero return code',
  command: "grep '<title>' index.html && exit 100%",
  code: 100,
  stdout: 'half: \ud83d, escape: \x1b[31m, nul: \0\n::error::forged\na ###[error]b\n',
  stderr: ']]> & "quoted"\n',
  result: { rc: 100, nested: { list: [1, null, 'x'] } },
  includedFrom: [{ file: 'main.yaml', line: 3, column: 5 }],
};

function play(): ScriptedRun {
  const diffs = [{ path: '/etc/motd', before: 'a\n', after: 'b & c\n' }];
  const run = new ScriptedRun('site.yaml').play('Web <servers>', 'web1', 'web2', 'web3', 'db1');
  run.unreachable('db1', 'connection refused', 'is sshd running?').warning('old, syntax: 100%', {
    location: { file: 'site.yaml', line: 2, column: 1 },
    help: 'use the new one',
  });
  run.task('Search, "find"').failed('web1', failure).failed('web2', failure).changed('web3');
  run.task('Try').failed('web3', { ignored: true, message: 'not there' });
  run.task('Write', { module: 'copy' }).result('web3', 'changed', { diffs, durationMs: 1500 });
  run.task('Later').item('web3', 'a', 'skipped').skipped('web3');
  run
    .task('Restart', { handler: true })
    .result('web3', 'unreachable', { message: 'connection lost', durationMs: 60_000 });
  return run.after(12_345);
}

const endings: Readonly<Record<string, readonly Event[]>> = {
  complete: play().playEnd().end(4, { opened: 3 }).events,
  interrupted: play().task('Slow').start('web3').interrupted('SIGTERM').end(143).events,
  'broken-off': play().events,
  unreachable: new ScriptedRun()
    .play('All', 'a', 'b')
    .unreachable('a', 'refused')
    .unreachable('b', 'refused')
    .playEnd()
    .end(4).events,
  nothing: new ScriptedRun().play('None').noHosts('nowhere').playEnd().end().events,
  'before-the-first-event': [],
};

describe.each(Object.keys(kinds))('%s', (kind) => {
  test.each(Object.keys(endings))('%s', async (ending) => {
    await expect(await written(kind, endings[ending]!)).toMatchFileSnapshot(`golden/${ending}.${kind}`);
  });
});

test.each(Object.keys(endings))('after %s, JSON, lines of JSON, XML and HTML can be read', async (ending) => {
  const events = endings[ending]!;
  const json = JSON.parse(await written('json', events));
  expect(Object.keys(json)).toEqual([
    'recap',
    'plays',
    'stats',
    'customStats',
    'exitCode',
    'interrupted',
    'warnings',
    'playbooks',
  ]);
  const lines = (await written('jsonl', events)).split('\n').slice(0, -1);
  expect(lines.map((line) => JSON.parse(line))).toEqual(events);
  expect(xmlProblem(await written('junit.xml', events))).toBeUndefined();
  expect(xmlProblem(await written('html', events))).toBeUndefined();
});

test.each(Object.keys(kinds))(
  'what hosts printed does not stand in it as something that CI systems act on: %s',
  async (kind) => {
    const lines = (await written(kind, endings.complete!)).split('\n');
    const commands = lines.filter((line) => /^\s*::|##\w*\[/.test(line));
    // What is written to GitHub's log are commands, of ours.
    expect(commands.filter((line) => kind !== 'github.txt' || !/^::(error|warning) (file|title)=/.test(line))).toEqual(
      [],
    );
  },
);

test('JSON has the shape that was promised', async () => {
  const json = JSON.parse(await written('json', endings.complete!));
  expect(json.recap.web3).toEqual({ ok: 3, changed: 2, unreachable: 1, failed: 0, skipped: 1, rescued: 0, ignored: 1 });
  expect(json.plays[0].tasks[0]).toEqual({
    name: 'Search, "find"',
    module: 'command',
    at: { file: 'site.yaml', line: 5, column: 7 },
    handler: false,
    hosts: expect.objectContaining({ web1: expect.objectContaining({ status: 'failed', code: 100 }) }),
  });
  expect(json.stats).toEqual({ durationMs: 12_345, connections: { opened: 3 } });
});

test('a task that runs in two batches is one task', async () => {
  const run = new ScriptedRun().play('Rolling', 'a', 'b').batch('a').task('Update').changed('a');
  run.batch('b').backTo('Update').changed('b').end();
  const json = JSON.parse(await written('json', run.events));
  expect(json.plays[0].tasks.map((task: { hosts: object }) => Object.keys(task.hosts))).toEqual([['a', 'b']]);
});

test('a task of an ad-hoc command is in no file', async () => {
  const at = { file: '<exec>', line: 4, column: 7 };
  const run = new ScriptedRun().play('exec', 'web1').task('shell', { at }).failed('web1', { at }).end(2);
  expect(await written('github.txt', run.events)).toBe('::error title=shell%3A failed on web1::the command failed\n');
  expect(await written('junit.xml', run.events)).toMatch(/<testcase classname="web1" name="shell" time="0.005">\n/);
});
