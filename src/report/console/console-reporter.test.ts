import { describe, expect, test } from 'vitest';
import { ManualClock } from '../../../test/report/manual-clock.ts';
import { ScriptedRun } from '../../../test/report/scripted-run.ts';
import { TextStream } from '../../../test/report/text-stream.ts';
import type { Event } from '../../events/event.ts';
import type { ConsoleOptions } from './console-options.ts';
import { consoleReporter } from './console-reporter.ts';

/** What a plain report of the events prints, and after `--- stderr` what goes to the error stream. */
async function printed(events: readonly Event[], options: Partial<ConsoleOptions> = {}): Promise<string> {
  const [stream, errorStream] = [new TextStream(), new TextStream()];
  const reporter = consoleReporter({
    stream,
    errorStream,
    tty: false,
    colour: false,
    verbosity: 0,
    columns: () => 80,
    clock: new ManualClock(),
    diff: false,
    ...options,
  });
  for (const event of events) reporter.handle(event);
  await reporter.close();
  return errorStream.text === '' ? stream.text : `${stream.text}--- stderr\n${errorStream.text}`;
}

const failure = {
  message: 'non-zero return code',
  command: 'apt-get install -y nginx',
  code: 100,
  stdout: 'Reading package lists...\nBuilding dependency tree...\n',
  stderr: 'E: Unable to locate package nginx\n',
  result: { changed: true, rc: 100 },
};

function siteRun(): ScriptedRun {
  return new ScriptedRun()
    .play('Web servers', 'web01', 'web02', 'web03', 'db1')
    .batch('web01', 'web02', 'web03', 'db1')
    .connected('web02', 'web01', 'web03')
    .unreachable('db1', 'connect ECONNREFUSED 10.0.0.9:22', 'is sshd running on db1? try `ssh db1`')
    .task('Install nginx')
    .start('web01', 'web02', 'web03')
    .changed('web03')
    .ok('web02')
    .failed('web01', failure)
    .task('Say hello', { module: 'ansible.builtin.debug' })
    .result('web03', 'ok', { result: { changed: false, msg: 'hello from web03' } })
    .result('web02', 'ok', { result: { changed: false, msg: 'first line\nsecond line\n' } })
    .task('Restart nginx', { handler: true })
    .changed('web03')
    .after(12_345);
}

describe('a plain report', () => {
  test('of a run with failures', async () => {
    await expect(await printed(siteRun().playEnd().end(4).events)).toMatchFileSnapshot('golden/play.txt');
  });

  test.each([1, 2, 3, 4])('of the same with verbosity %d', async (verbosity) => {
    const run = siteRun().task('Look').start('web02').output('web02', 'one\ntwo\n');
    run.result('web02', 'ok', {
      because: 'nothing to do',
      result: {
        changed: false,
        rc: 0,
        stdout: 'one\ntwo',
        stdout_lines: ['one', 'two'],
        stderr: '',
        cmd: ['look'],
        start: 'now',
      },
    });
    run.skipped('web03').disconnected('web02').end(4);
    await expect(await printed(run.events, { verbosity, live: verbosity > 3 })).toMatchFileSnapshot(
      `golden/play-v${verbosity}.txt`,
    );
  });

  test('that is quiet shows what went wrong and the end', async () => {
    await expect(await printed(siteRun().end(4).events, { quiet: true })).toMatchFileSnapshot('golden/play-quiet.txt');
  });

  test('of loops', async () => {
    const run = new ScriptedRun().play('Loops', 'web01', 'web02').task('Add users').start('web01', 'web02');
    run.item('web02', 'ann', 'ok').item('web01', 'ann', 'changed').item('web01', 'bob', 'failed', failure);
    run.item('web02', 'bob', 'skipped').item('web01', 'two\nlines', 'ok');
    run.result('web01', 'failed', { message: 'One or more items failed' }).ok('web02');
    run.task('Nothing to do').item('web02', 'ann', 'skipped').skipped('web02').end(2);
    await expect(await printed(run.events)).toMatchFileSnapshot('golden/loops.txt');
  });

  test('puts hosts of one status together in the order of the inventory, and says once what is the same', async () => {
    const hosts = Array.from({ length: 6 }, (_, n) => `web${n + 1}`);
    const run = new ScriptedRun()
      .play('Fleet', ...hosts)
      .task('Update')
      .start(...hosts);
    run
      .failed('web5', failure)
      .changed('web6')
      .ok('web3')
      .failed('web2', { ...failure, code: 1 })
      .changed('web1');
    run.failed('web4', failure).end(2);
    await expect(await printed(run.events)).toMatchFileSnapshot('golden/same-failure.txt');
  });

  test('of hosts that run ahead names the task where the heading is another', async () => {
    const run = new ScriptedRun().play('Free', 'web01', 'web02').task('First').start('web01', 'web02').ok('web01');
    run.task('Second').start('web01').changed('web01').backTo('First').failed('web02', failure).end(2);
    await expect(await printed(run.events)).toMatchFileSnapshot('golden/free.txt');
  });

  test('of failures that are forgiven', async () => {
    const run = new ScriptedRun()
      .play('Forgive', 'web01')
      .task('Try')
      .failed('web01', { ...failure, ignored: true });
    run
      .task('Try again')
      .failed('web01', { ...failure, rescued: true, includedFrom: [{ file: 'main.yaml', line: 3, column: 5 }] });
    run.task('Reach').result('web01', 'unreachable', { ignored: true, message: 'connection lost' }).end();
    await expect(await printed(run.events)).toMatchFileSnapshot('golden/forgiven.txt');
  });

  test('of long output and commands shows their ends', async () => {
    const lines = (count: number) => Array.from({ length: count }, (_, n) => `line ${n + 1}`).join('\n');
    const run = new ScriptedRun().play('Long', 'web01').task('Build');
    run.failed('web01', {
      command: lines(12),
      signal: 'KILL',
      stdout: `${lines(42)}\n`,
      stderr: `${'x'.repeat(1200)}\n`,
      help: 'a\nb',
    });
    await expect(await printed(run.end(2).events)).toMatchFileSnapshot('golden/long.txt');
  });

  test('of messages that are not one text', async () => {
    const run = new ScriptedRun().play('Debug', 'web01').task('A variable', { module: 'debug' });
    run.result('web01', 'ok', {
      result: { changed: false, 'users[0]': { name: 'ann', keys: ['a', 'b'], note: 'x\ny' } },
    });
    run
      .task('A number', { module: 'debug' })
      .result('web01', 'ok', { result: { changed: false, failed: false, n: 3 } });
    run.task('A list', { module: 'debug' }).result('web01', 'ok', { result: { changed: false, msg: ['a', 'b'] } });
    run
      .task('Stop', { module: 'fail' })
      .failed('web01', { message: 'cannot go on:\n  disk is full\n', result: { msg: 'x' } });
    run.task('Include', { module: 'include_tasks' }).result('web01', 'ok', { result: { include: 'tasks/more.yaml' } });
    run
      .task('Hidden')
      .result('web01', 'failed', { message: 'the output has been hidden', result: { censored: 'yes' } });
    await expect(await printed(run.end(2).events)).toMatchFileSnapshot('golden/messages.txt');
  });

  test('of several plays and batches, one of them without hosts', async () => {
    const run = new ScriptedRun()
      .play('Rolling', 'web1', 'web2', 'web3', 'db1')
      .batch('web1', 'web2')
      .task('Update')
      .changed('web2', 'web1');
    run.batch('web3', 'db1').task('Update').changed('web3').ok('db1').playEnd();
    run.play('Nobody').noHosts('nowhere').playEnd();
    await expect(await printed(run.end().events)).toMatchFileSnapshot('golden/batches.txt');
  });

  test('of an interrupted run', async () => {
    const run = siteRun().task('Slow').start('web03').interrupted().after(100).end(130);
    await expect(await printed(run.events)).toMatchFileSnapshot('golden/interrupted.txt');
  });

  test('of a run in which nothing ran', async () => {
    expect(await printed(new ScriptedRun().end().events)).toBe('nothing ran in 0ms\n');
  });

  test('with differences', async () => {
    const diffs = [{ path: '/etc/motd', before: 'a\nb\n', after: 'a\nB\n' }];
    const run = new ScriptedRun().play('Diff', 'web1', 'web2').task('Write').result('web1', 'changed', { diffs });
    run.result('web2', 'changed', { diffs }).end();
    await expect(await printed(run.events, { diff: true })).toMatchFileSnapshot('golden/diff.txt');
  });

  test.each([
    ['in a CI system', true, 'golden/hostile.txt'],
    ['elsewhere', false, 'golden/hostile-outside-of-ci.txt'],
  ])('of hosts that print what terminals and CI systems act on, %s', async (_where, ci, golden) => {
    const run = new ScriptedRun().play('::set-output name=x::y', 'web1').task('Attack');
    const stdout = '::error::forged\n\x1b[2J\x1b[31mred\r\n  ##vso[task.complete]\nhalf \ud83d\n';
    run.failed('web1', { message: '\n::stop-commands::x\nmore', command: 'evil\x07', stdout });
    await expect(await printed(run.end(2).events, { ci })).toMatchFileSnapshot(golden);
  });

  test('warns on the error stream, of the same thing once', async () => {
    const location = { file: 'site.yaml', line: 4, column: 3 };
    const run = new ScriptedRun()
      .play('Warn', 'web1')
      .warning('deprecated\nreally', { location, help: 'use the other' });
    run.warning('deprecated\nreally', { location, help: 'use the other' }).warning('else').end();
    await expect(await printed(run.events)).toMatchFileSnapshot('golden/warnings.txt');
  });

  test('says on the error stream what a run waits for, every minute', async () => {
    const clock = new ManualClock();
    const [stream, errorStream] = [new TextStream(), new TextStream()];
    const options = {
      stream,
      errorStream,
      tty: false,
      colour: false,
      verbosity: 0,
      columns: () => 80,
      clock,
      diff: false,
    };
    const reporter = consoleReporter(options);
    const hosts = Array.from({ length: 500 }, (_, n) => `web${n}`);
    const run = new ScriptedRun()
      .play('Fleet', ...hosts)
      .task('Update')
      .start(...hosts);
    for (const event of run.events) reporter.handle(event);
    clock.advance(60_000);
    const before = run.events.length;
    run.ok(...hosts.filter((host) => host !== 'web17'));
    for (const event of run.events.slice(before)) reporter.handle(event);
    clock.advance(120_000);
    await reporter.close();
    expect(errorStream.text).toBe(
      [
        'still running: Update, 0/500 after 1m 00s, on 500 hosts',
        'still running: Update, 499/500 after 2m 00s, on web17 (2m 00s)',
        'still running: Update, 499/500 after 3m 00s, on web17 (3m 00s)',
        '',
      ].join('\n'),
    );
    expect(clock.alarms).toBe(0);
  });

  test('of delegation, retries and durations', async () => {
    const run = new ScriptedRun()
      .play('Delegate', 'web1')
      .task('Drain')
      .start('web1')
      .retry('web1', 1, 2)
      .retry('web1', 2, 1);
    run.result('web1', 'changed', { delegatedTo: 'lb1', durationMs: 61_000 }).end();
    await expect(await printed(run.events, { verbosity: 3 })).toMatchFileSnapshot('golden/delegated.txt');
  });
});
