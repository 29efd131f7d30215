import { describe, expect, it } from 'vitest';
import { playText } from '../../test/rig/play-text.ts';
import { ConnectionError } from '../connection/connection.ts';
import type { Event } from '../events/event.ts';

const play = (tasks: string, keywords = '') => `
- hosts: all
  gather_facts: false
${keywords}  tasks:
${tasks}`;

const task = (mark: string, more = '') => `    - ansible.builtin.shell: "<<${mark}>>"\n${more}`;

/** What happened to tasks on hosts, in order. */
const results = (events: readonly Event[]) =>
  events.flatMap((event) => (event.kind === 'host-result' ? [`${event.host} ${event.outcome.status}`] : []));

const marks = (commands: readonly { host: string; mark: string }[]) =>
  commands.map(({ host, mark }) => `${mark} ${host}`);

describe('execute', () => {
  it('opens connections in inventory order before the first task, and closes all of them', async () => {
    const { connector, outcome } = await playText('c,a,b', play(task('x')), { connectWindow: 1 });
    await connector.untilRunning(3);
    expect(connector.opened).toEqual(['c', 'a', 'b']);
    connector.endAll();
    expect((await outcome).exitCode).toBe(0);
    expect([...connector.closed].sort()).toEqual(['a', 'b', 'c']);
  });

  it('does a task on all hosts before the next under `linear`', async () => {
    const { connector, outcome } = await playText('a,b', play(task('one') + task('two')));
    const [first] = await connector.untilRunning(2);
    expect(marks(connector.running)).toEqual(['one a', 'one b']);
    first?.end();
    expect(marks(connector.running)).toEqual(['one b']);
    connector.running[0]?.end();
    await connector.untilRunning(2);
    expect(marks(connector.running)).toEqual(['two a', 'two b']);
    connector.endAll();
    await outcome;
  });

  it('lets a host go ahead under `free`', async () => {
    const { connector, outcome } = await playText('a,b', play(task('one') + task('two')), { strategy: 'free' });
    const [first] = await connector.untilRunning(2);
    first?.end();
    await connector.untilRunning(2);
    expect(marks(connector.running).sort()).toEqual(['one b', 'two a']);
    connector.endAll();
    await outcome;
  });

  it('runs at most `forks` tasks at a time', async () => {
    const { connector, outcome } = await playText('a,b,c', play(task('x')), { forks: 2 });
    await connector.untilRunning(2);
    expect(marks(connector.running)).toEqual(['x a', 'x b']);
    connector.running[0]?.end();
    await connector.untilRunning(2);
    expect(marks(connector.running)).toEqual(['x b', 'x c']);
    connector.endAll();
    await outcome;
  });

  it('takes a whole host at a time under `host_pinned`', async () => {
    const { connector, outcome } = await playText('a,b', play(task('one') + task('two')), {
      strategy: 'host_pinned',
      forks: 1,
    });
    const seen: string[] = [];
    for (let count = 0; count < 4; count += 1) {
      const [command] = await connector.untilRunning(1);
      seen.push(...marks(command === undefined ? [] : [command]));
      command?.end();
    }
    await outcome;
    expect(seen).toEqual(['one a', 'two a', 'one b', 'two b']);
  });

  it('tells an unreachable host before anything runs, and goes on with the others', async () => {
    const run = playText('a,gone', play(task('x')));
    const { connector, events, outcome } = await run;
    connector.refusing.set('gone', new ConnectionError('refused', 'nobody listens'));
    await connector.untilRunning(1);
    connector.endAll();
    expect((await outcome).exitCode).toBe(4);
    const kinds = events.map(({ kind }) => kind);
    expect(kinds.indexOf('host-unreachable')).toBeLessThan(kinds.indexOf('step-start'));
    expect(results(events)).toEqual(['a changed']);
  });

  it('says of a command that a lost connection cut off that it may have run', async () => {
    const { connector, events, outcome } = await playText('a', play(task('x') + task('y')));
    const [command] = await connector.untilRunning(1);
    command?.fail(new ConnectionError('lost', 'the connection was lost', { mayHaveRun: true }));
    expect((await outcome).exitCode).toBe(4);
    const [result] = events.flatMap((event) => (event.kind === 'host-result' ? [event.outcome] : []));
    expect([result?.status, result?.message]).toEqual([
      'unreachable',
      'the connection was lost; the command may or may not have run',
    ]);
  });

  const lost = () => new ConnectionError('lost', 'the connection was lost', { mayHaveRun: true });

  it('runs a task again that a lost connection cut off only when it is safe to repeat', async () => {
    const { connector, events, outcome } = await playText('a', play(task('x', '      safe_to_repeat: true\n')));
    const [command] = await connector.untilRunning(1);
    command?.fail(lost());
    await connector.untilRunning(1);
    expect(marks(connector.running)).toEqual(['x a']);
    connector.endAll();
    expect((await outcome).exitCode).toBe(0);
    expect(results(events)).toEqual(['a changed']);
    expect(events.flatMap((event) => (event.kind === 'warning' ? [event.message] : []))).toEqual([
      'the connection was lost; the task is run again, because it is `safe_to_repeat`',
    ]);
  });

  it('runs such a task again as often as connections are dialled again, and no more', async () => {
    const text = play(task('x', '      safe_to_repeat: true\n'));
    const { connector, events, outcome } = await playText('a', text, { reconnectAttempts: 2 });
    for (let tries = 0; tries < 3; tries += 1) {
      const [command] = await connector.untilRunning(1);
      command?.fail(lost());
    }
    expect((await outcome).exitCode).toBe(4);
    expect(results(events)).toEqual(['a unreachable']);
  });

  it('does not forget that a task may have run when its host does not come back', async () => {
    const { connector, events, outcome } = await playText('a', play(task('x', '      safe_to_repeat: true\n')));
    const [command] = await connector.untilRunning(1);
    command?.fail(lost());
    const [again] = await connector.untilRunning(1);
    again?.fail(new ConnectionError('refused', 'nobody listens'));
    await outcome;
    const [result] = events.flatMap((event) => (event.kind === 'host-result' ? [event.outcome] : []));
    expect(result?.message).toBe('nobody listens; the command may or may not have run');
  });

  it('tells of each task how long its commands waited for their turn', async () => {
    const { connector, events, outcome } = await playText('a', play(task('x') + task('y')));
    const waited = () => events.flatMap((event) => (event.kind === 'host-result' ? [event.outcome.queueMs] : []));
    await connector.untilRunning(1);
    connector.queueMs = 40;
    connector.endAll();
    await outcome;
    expect(waited()).toEqual([undefined, 40]);
  });

  it('names the signal that ended a command', async () => {
    const { connector, events, outcome } = await playText('a', play(task('x')));
    const [command] = await connector.untilRunning(1);
    command?.end({ code: null, signal: 'KILL' });
    expect((await outcome).exitCode).toBe(2);
    const [result] = events.flatMap((event) => (event.kind === 'host-result' ? [event.outcome] : []));
    expect([result?.code, result?.signal, result?.result.rc]).toEqual([-9, 'KILL', -9]);
  });

  it('does not wait for a host that does not answer longer than its task may take', async () => {
    const text = play(task('x', '      timeout: 1\n'));
    const { connector, events, outcome } = await playText('a', text, { connect: 'lazy' });
    connector.silent.add('a');
    expect((await outcome).exitCode).toBe(2);
    const [result] = events.flatMap((event) => (event.kind === 'host-result' ? [event.outcome] : []));
    expect([result?.status, result?.message]).toEqual(['failed', 'the task took longer than 1 s and was ended']);
  });

  it('takes a timeout that no timer can have for none', async () => {
    const { connector, outcome } = await playText('a', play(task('x', '      timeout: 99999999\n')));
    await connector.untilRunning(1);
    connector.endAll();
    expect((await outcome).exitCode).toBe(0);
  });

  it('stops beginning work when it is interrupted, and closes what it opened', async () => {
    const { connector, events, stop, outcome } = await playText('a,b', play(task('x') + task('never')));
    await connector.untilRunning(2);
    stop.abort(new Error('interrupted'));
    await outcome;
    expect(results(events)).toEqual(['a failed', 'b failed']);
    expect(connector.running).toEqual([]);
    expect([...connector.closed].sort()).toEqual(['a', 'b']);
  });

  it('says of an interrupted command when it cannot be sure that it ended', async () => {
    const { connector, events, stop, outcome } = await playText('a', play(task('x')));
    connector.ending = { sure: false, how: 'the connection is gone' };
    await connector.untilRunning(1);
    stop.abort(new Error('interrupted'));
    await outcome;
    const [result] = events.flatMap((event) => (event.kind === 'host-result' ? [event.outcome.message] : []));
    expect(result).toMatch(/^interrupted before it was done.*the connection is gone/);
  });

  it('keeps a bug of ours to the host it happened on, and tells it at the end', async () => {
    const { connector, events, outcome } = await playText('a,b', play(task('x') + task('y')));
    const [command] = await connector.untilRunning(2);
    command?.fail(new TypeError('a slip'));
    connector.endAll();
    await expect(outcome).rejects.toThrow('a slip');
    expect(results(events)).toEqual(['a failed', 'b changed', 'b changed']);
    expect([...connector.closed].sort()).toEqual(['a', 'b']);
  });

  it('opens no connection for a play that needs none', async () => {
    const text = play('    - ansible.builtin.debug: {msg: hi}\n');
    const { connector, outcome } = await playText('a,b', text);
    expect((await outcome).exitCode).toBe(0);
    expect(connector.opened).toEqual([]);
  });

  it('opens connections when they are first needed with `connect: lazy`', async () => {
    const text = play(
      `    - ansible.builtin.debug: {msg: hi}\n${task('x', "      when: inventory_hostname == 'b'\n")}`,
    );
    const { connector, outcome } = await playText('a,b', text, { connect: 'lazy' });
    connector.endAll();
    await outcome;
    expect(connector.opened).toEqual(['b']);
  });

  it('goes on behind failures as `on_failure` says', async () => {
    const text = play(task('x') + task('y') + task('z'), '  on_failure: "abort_after: 2"\n');
    const { connector, events, outcome } = await playText('a', text);
    connector.endAll({ code: 1 });
    expect((await outcome).exitCode).toBe(2);
    expect(results(events)).toEqual(['a failed', 'a failed']);
  });

  it('ends a batch that no host survives, and the run with it', async () => {
    const { connector, events, outcome } = await playText('a,b,c', play(task('x'), '  serial: 1\n'));
    connector.endAll({ code: 1 });
    await outcome;
    expect(results(events)).toEqual(['a failed']);
  });
});
