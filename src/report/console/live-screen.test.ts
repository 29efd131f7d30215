import { EventEmitter } from 'node:events';
import { describe, expect, test } from 'vitest';
import { ManualClock } from '../../../test/report/manual-clock.ts';
import { ScriptedRun } from '../../../test/report/scripted-run.ts';
import { VirtualTerminal } from '../../../test/report/virtual-terminal.ts';
import type { Event } from '../../events/event.ts';
import { type ConsoleReporter, consoleReporter } from './console-reporter.ts';

/** A process that can be told to end. */
class FakeProcess extends EventEmitter {
  readonly pid = 4711;
  readonly killed: string[] = [];

  kill(pid: number, signal: NodeJS.Signals): void {
    this.killed.push(`${pid} ${signal}`);
  }
}

class Stage {
  readonly terminal: VirtualTerminal;
  readonly clock = new ManualClock();
  readonly process = new FakeProcess();
  readonly reporter: ConsoleReporter;

  constructor(columns = 60, rows = 24) {
    this.terminal = new VirtualTerminal(columns, rows);
    this.reporter = consoleReporter({
      stream: this.terminal,
      errorStream: this.terminal,
      tty: true,
      colour: true,
      verbosity: 0,
      columns: () => this.terminal.columns,
      rows: () => this.terminal.rows,
      clock: this.clock,
      diff: false,
      process: this.process,
    });
  }

  show(run: { readonly events: readonly Event[] }): this {
    for (const event of run.events.slice(this.#shown)) this.reporter.handle(event);
    this.#shown = run.events.length;
    return this;
  }

  #shown = 0;
}

const hosts = Array.from({ length: 20 }, (_, n) => `web${String(n + 1).padStart(2, '0')}`);

describe('on a terminal', () => {
  test('a line for the running task, with counts and time, under the results', () => {
    const stage = new Stage();
    const run = new ScriptedRun()
      .play('Fleet', ...hosts)
      .task('Install nginx')
      .start(...hosts);
    stage.show(run).clock.advance(1000);
    expect(stage.terminal.text).toBe('PLAY [Fleet]\n\nTASK [Install nginx]\n⠋ Install nginx 0/20 1s');
    stage.show(run.ok('web02').changed('web01').failed('web04')).clock.advance(1100);
    expect(stage.terminal.text).toBe(
      [
        'PLAY [Fleet]',
        '',
        'TASK [Install nginx]',
        'ok: [web02]',
        'changed: [web01]',
        'failed: [web04] => the command failed',
        '  at site.yaml:5:7',
        '⠙ Install nginx 3/20 1 failed 2s',
      ].join('\n'),
    );
  });

  test('names the hosts that keep a task waiting, with their time and tries', () => {
    const stage = new Stage();
    const run = new ScriptedRun()
      .play('Fleet', ...hosts)
      .task('Wait')
      .start(...hosts);
    stage.show(run).clock.advance(3000);
    expect(stage.terminal.text.split('\n').slice(-2)).toEqual(['⠋ Wait 0/20 3s', '  on web[01-20]']);
    stage.show(run.ok(...hosts.slice(0, 18)).retry('web20', 2, 3)).clock.advance(60_000);
    expect(stage.terminal.text.split('\n').slice(-2)).toEqual([
      '⠋ Wait 18/20 1m 03s',
      '  on web19 (1m 03s), web20 (1m 03s, try 3, 3 left)',
    ]);
  });

  test('connecting is shown until the first task', () => {
    const stage = new Stage();
    const run = new ScriptedRun().play('Fleet', 'web1', 'web2', 'db1').batch('web1', 'web2', 'db1').connected('web1');
    stage.show(run.unreachable('web2', 'refused')).clock.advance(5000);
    expect(stage.terminal.text).toBe(
      'PLAY [Fleet]\nfatal: [web2]: UNREACHABLE! => refused\n⠋ connecting 2/3 1 failed 5s\n  on db1 (5s)',
    );
    stage.show(run.task('First').start('web1')).clock.advance(100);
    expect(stage.terminal.text.split('\n').at(-1)).toBe('⠙ First 0/2 0s');
  });

  test('hosts that run ahead: a line for each of their tasks', () => {
    const stage = new Stage(40);
    const run = new ScriptedRun().play('Free', ...hosts);
    for (const host of hosts) run.task(`Task on ${host}`).start(host);
    stage.show(run).clock.advance(100);
    expect(stage.terminal.text.split('\n').slice(-3)).toEqual([
      '⠙ Task on web05 0/20 0s',
      '⠙ Task on web06 0/20 0s',
      '  … and 14 more tasks',
    ]);
  });

  test.each([79, 40, 24, 12, 5, 2, 1])('never draws wider than %d columns', (columns) => {
    const stage = new Stage(columns);
    const run = new ScriptedRun()
      .play('Fleet', ...hosts)
      .task('Install 日本語パッケージ on 🔑 every host')
      .start(...hosts);
    stage.show(run).clock.advance(3500);
    const before = stage.terminal.wrapped;
    for (const host of hosts.slice(3))
      stage.reporter.handle({ kind: 'host-result', step: run.step, host, outcome: quiet, at: 1 });
    stage.clock.advance(100);
    stage.clock.advance(800);
    expect(stage.terminal.wrapped).toBe(before);
  });

  test('leaves nothing behind when the terminal is made narrower and wider', async () => {
    const stage = new Stage(60);
    const run = new ScriptedRun()
      .play('P', ...hosts)
      .task('A task with a rather long name, really')
      .start(...hosts);
    stage.show(run).clock.advance(3500);
    for (const columns of [21, 60, 33, 100]) {
      stage.terminal.resize(columns);
      stage.clock.advance(100);
      expect(stage.terminal.text.split('\n').slice(0, -2)).toEqual(
        wrap(columns, 'P', 'A task with a rather long name, really'),
      );
    }
    stage.show(
      run
        .ok(...hosts)
        .playEnd()
        .end(),
    );
    await stage.reporter.close();
    expect(stage.terminal.text).not.toMatch(/[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏]/);
  });

  test('uses no more of a low terminal than there is', () => {
    const stage = new Stage(40, 5);
    const run = new ScriptedRun().play('Free', ...hosts);
    for (const host of hosts) run.task(`Task on ${host}`).start(host);
    stage.show(run).clock.advance(100);
    expect(stage.terminal.text.split('\n').filter((line) => line.startsWith('⠙'))).toHaveLength(3);
  });

  test('draws at most ten pictures a second, one write each, and none when nothing changes', () => {
    const stage = new Stage();
    const run = new ScriptedRun()
      .play('Fleet', ...hosts)
      .task('Many')
      .start(...hosts);
    stage.show(run).clock.advance(100);
    const before = stage.terminal.writes;
    for (const host of hosts) stage.show(run.ok(host));
    expect(stage.terminal.writes).toBe(before);
    stage.clock.advance(100);
    expect(stage.terminal.writes).toBe(before + 1);
    stage.clock.advance(900);
    stage.clock.advance(10_000);
    expect(stage.terminal.writes).toBe(before + 2);
  });

  test('gives the terminal back at the end: nothing live, cursor shown, no timers, no listeners', async () => {
    const stage = new Stage();
    const run = new ScriptedRun().play('Fleet', 'web1').task('One').start('web1');
    stage.show(run).clock.advance(200);
    expect(stage.terminal.cursorVisible).toBe(false);
    stage.show(run.ok('web1').playEnd().end());
    await stage.reporter.close();
    expect(stage.terminal.text).toBe(
      [
        'PLAY [Fleet]',
        '',
        'TASK [One]',
        'ok: [web1]',
        '',
        'PLAY RECAP',
        // 80 columns and more of recap wrap on 60.
        'web1                       : ok=1    changed=0    unreachable=0'.slice(0, 60),
      ]
        .concat(['=0    failed=0    skipped=0    rescued=0    ignored=0'.replace(/^=0/, 'e=0')])
        .concat(['', '1 host: 1 ok in 0ms'])
        .join('\n'),
    );
    expect([stage.terminal.cursorVisible, stage.clock.alarms, stage.process.eventNames()]).toEqual([true, 0, []]);
  });

  test('is suspended for a question, prints nothing into it, and comes back', () => {
    const stage = new Stage();
    const run = new ScriptedRun().play('Fleet', 'web1', 'web2').task('One').start('web1', 'web2');
    stage.show(run).clock.advance(200);
    stage.reporter.suspend();
    expect(stage.terminal.cursorVisible).toBe(true);
    stage.terminal.write('Password:');
    stage.show(run.ok('web1').warning('meanwhile')).clock.advance(5000);
    expect(stage.terminal.text).toBe('PLAY [Fleet]\n\nTASK [One]\nPassword:');
    stage.terminal.write('\n');
    stage.reporter.resume();
    stage.clock.advance(100);
    expect(stage.terminal.text).toBe(
      'PLAY [Fleet]\n\nTASK [One]\nPassword:\nok: [web1]\nwarning: meanwhile\n⠸ One 1/2 5s\n  on web2 (5s)',
    );
  });

  test('what was kept during a question is printed when the run ends in it', async () => {
    const stage = new Stage();
    const run = new ScriptedRun().play('Fleet', 'web1').task('One').start('web1');
    stage.show(run).reporter.suspend();
    stage.show(run.ok('web1'));
    await stage.reporter.close();
    expect(stage.terminal.text).toBe('PLAY [Fleet]\n\nTASK [One]\nok: [web1]');
  });

  test('a warning does not run into the live lines', () => {
    const stage = new Stage();
    const run = new ScriptedRun().play('Fleet', 'web1').task('One').start('web1');
    stage.show(run).clock.advance(200);
    stage.show(run.warning('careful')).clock.advance(100);
    expect(stage.terminal.text).toBe('PLAY [Fleet]\n\nTASK [One]\nwarning: careful\n⠸ One 0/1 0s');
  });
});

describe('when the process ends', () => {
  function running(): Stage {
    const stage = new Stage();
    stage.show(new ScriptedRun().play('Fleet', 'web1').task('One').start('web1')).clock.advance(200);
    return stage;
  }

  test('by exit, the cursor is shown and the next prompt has a line of its own', () => {
    const stage = running();
    stage.process.emit('exit');
    expect([stage.terminal.cursorVisible, stage.terminal.text.endsWith('One 0/1 0s'), stage.terminal.row]).toEqual([
      true,
      true,
      4,
    ]);
  });

  test('by a signal that nobody handles, it ends by it all the same', () => {
    const stage = running();
    stage.process.emit('SIGTERM');
    expect([stage.terminal.cursorVisible, stage.process.killed]).toEqual([true, ['4711 SIGTERM']]);
  });

  test('not by a signal that somebody handles', () => {
    const stage = running();
    stage.process.on('SIGINT', () => undefined);
    stage.process.emit('SIGINT');
    expect([stage.terminal.cursorVisible, stage.process.killed]).toEqual([false, []]);
    stage.process.emit('exit');
    expect(stage.terminal.cursorVisible).toBe(true);
  });
});

const quiet = { status: 'ok', ignored: false, rescued: false, durationMs: 1, result: {} } as const;

/** The headings of a play and a task as a terminal of this width breaks them. */
function wrap(columns: number, play: string, task: string): string[] {
  const lines = [`PLAY [${play}]`, '', `TASK [${task}]`];
  return lines.flatMap((line) => (line === '' ? [''] : (line.match(new RegExp(`.{1,${columns}}`, 'g')) ?? [])));
}
