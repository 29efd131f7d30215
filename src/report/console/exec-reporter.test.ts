import { expect, test } from 'vitest';
import { ManualClock } from '../../../test/report/manual-clock.ts';
import { ScriptedRun } from '../../../test/report/scripted-run.ts';
import { TextStream } from '../../../test/report/text-stream.ts';
import { VirtualTerminal } from '../../../test/report/virtual-terminal.ts';
import type { Event } from '../../events/event.ts';
import type { Outcome } from '../../events/outcome.ts';
import type { ConsoleOptions } from './console-options.ts';
import { execReporter } from './exec-reporter.ts';

const hosts = Array.from({ length: 20 }, (_, n) => `web${String(n + 1).padStart(2, '0')}`);

function options(rest: Partial<ConsoleOptions> & Pick<ConsoleOptions, 'stream' | 'errorStream'>): ConsoleOptions {
  return { tty: false, colour: false, verbosity: 0, columns: () => 60, clock: new ManualClock(), diff: false, ...rest };
}

async function printed(events: readonly Event[], rest: Partial<ConsoleOptions> = {}): Promise<string> {
  const [stream, errorStream] = [new TextStream(), new TextStream()];
  const reporter = execReporter(options({ stream, errorStream, ...rest }));
  for (const event of events) reporter.handle(event);
  await reporter.close();
  return errorStream.text === '' ? stream.text : `${stream.text}--- stderr\n${errorStream.text}`;
}

function ran(stdout: string, stderr = ''): Partial<Outcome> {
  return { code: 0, stdout, stderr, result: { changed: true, rc: 0, stdout, stderr, cmd: ['x'] } };
}

function uname(): ScriptedRun {
  const run = new ScriptedRun()
    .play('exec', ...hosts, 'db1', 'db2')
    .unreachable('db1', 'connection refused', 'try `ssh db1`');
  run.task('uname -a').start(...hosts, 'db2');
  for (const host of hosts.toReversed().slice(0, 17)) run.result(host, 'changed', ran('Linux 6.1\nDebian 12\n'));
  run.result('web01', 'changed', ran('Linux 6.1\nDebian 12', 'a warning\n'));
  run.result('web02', 'changed', ran('Linux 5.10\n')).result('db2', 'changed', ran(''));
  return run
    .result('web03', 'failed', { ...ran('', 'uname: invalid option\n'), code: 2, message: 'non-zero return code' })
    .after(800);
}

test('identical outputs are shown once, failures last', async () => {
  await expect(await printed(uname().end(4).events)).toMatchFileSnapshot('golden/exec.txt');
});

test('quiet leaves out the summary', async () => {
  const run = new ScriptedRun().play('exec', 'web01').task('true').result('web01', 'changed', ran('one\n\ntwo\n'));
  expect(await printed(run.end().events, { quiet: true })).toBe('web01 | ok =>\n  one\n\n  two\n');
});

test('results of modules that are no commands', async () => {
  const run = new ScriptedRun().play('exec', 'web1', 'web2', 'web3', 'web4').task('ping', { module: 'ping' });
  run
    .result('web1', 'ok', { result: { changed: false, ping: 'pong' } })
    .result('web2', 'ok', { result: { changed: false, ping: 'pong' } });
  run.failed('web3', {
    message: 'no such file\nlook again',
    help: 'create it\nfirst',
    result: { msg: 'no such file', path: '/x' },
  });
  run.result('web4', 'skipped', { because: 'in check mode' });
  await expect(await printed(run.end(2).events)).toMatchFileSnapshot('golden/exec-modules.txt');
});

test('differences, warnings, an end by a signal, an interruption', async () => {
  const diffs = [{ path: '/etc/motd', before: '', after: 'hi\n' }];
  const run = new ScriptedRun().play('exec', 'web1', 'web2', 'web3').warning('careful').warning('careful').task('copy');
  run.result('web1', 'changed', { diffs, result: { changed: true, dest: '/etc/motd' } });
  run.failed('web2', { stdout: 'half\n', signal: 'TERM', message: 'timed out after 5 s' });
  await expect(await printed(run.interrupted().end(130).events, { diff: true })).toMatchFileSnapshot(
    'golden/exec-interrupted.txt',
  );
});

test('no hosts', async () => {
  expect(await printed(new ScriptedRun().play('exec').noHosts('nowhere').end().events)).toBe(
    'no hosts matched `nowhere`\n\nnothing ran in 0ms\n',
  );
});

test('what hosts said is printed even if the run never ends properly', async () => {
  const run = new ScriptedRun().play('exec', 'web1').task('true').result('web1', 'changed', ran('hi\n'));
  expect(await printed(run.events)).toBe('web1 | ok => hi\n');
});

test('on a terminal, who is still at work is shown until all is there', async () => {
  const terminal = new VirtualTerminal(60);
  const clock = new ManualClock();
  const reporter = execReporter(
    options({
      stream: terminal,
      errorStream: terminal,
      tty: true,
      colour: true,
      columns: () => terminal.columns,
      clock,
    }),
  );
  const run = new ScriptedRun()
    .play('exec', 'web1', 'web2')
    .task('uptime')
    .start('web1', 'web2')
    .result('web1', 'changed', ran('up\n'));
  for (const event of run.events) reporter.handle(event);
  clock.advance(4000);
  expect(terminal.text).toBe('⠋ uptime 1/2 4s\n  on web2 (4s)');
  for (const event of run.result('web2', 'changed', ran('up\n')).end().events.slice(-2)) reporter.handle(event);
  await reporter.close();
  expect(terminal.text).toBe('web[1,2] (2 hosts) | ok => up\n\n2 hosts: 2 ok in 0ms');
});
