import { expect, it } from 'vitest';
import type { Event } from '../events/event.ts';
import { Interrupted } from './interrupted.ts';
import { RunEvents } from './run-events.ts';

const lost = { kind: 'host-unreachable', host: 'a', message: 'nobody listens' } as const;
const counts = { ok: 0, changed: 0, unreachable: 1, failed: 0, skipped: 0, rescued: 0, ignored: 0 };

/** Events without the times that no test can know. */
function told(play: (run: RunEvents) => void, controller = new AbortController()): object[] {
  const events: Event[] = [];
  play(
    new RunEvents(
      (event) => events.push(event),
      controller.signal,
      () => 0,
    ),
  );
  return events.map((event) => ({ ...event, at: 0, ...('stats' in event && { stats: event.stats.connections }) }));
}

it('tells the begin and the end of a run, and what was counted between', () => {
  const events = told((run) => {
    run.start(['site.yaml']);
    run.emit(lost);
    expect(run.end({ exitCode: 4, connections: { opened: 0 }, customStats: {} })).toBe(4);
  });
  expect(events).toEqual([
    { kind: 'run-start', playbooks: ['site.yaml'], at: 0 },
    { ...lost, at: 0 },
    { kind: 'run-end', recap: { a: counts }, stats: { opened: 0 }, exitCode: 4, at: 0 },
  ]);
});

it('tells of a signal, whose exit code wins', () => {
  const controller = new AbortController();
  const events = told((run) => {
    run.start([]);
    controller.abort(new Interrupted('SIGTERM'));
    expect(run.end({ exitCode: 2, connections: {}, customStats: {} })).toBe(143);
  }, controller);
  expect(events).toEqual([
    { kind: 'run-start', playbooks: [], at: 0 },
    { kind: 'interrupted', signal: 'SIGTERM', at: 0 },
    { kind: 'run-end', recap: {}, stats: {}, exitCode: 143, at: 0 },
  ]);
});

it('counts what a program aborts as an interruption', () => {
  const controller = new AbortController();
  const events = told((run) => {
    run.start([]);
    controller.abort(new Error('enough'));
    expect(run.end({ exitCode: 0, connections: {}, customStats: {} })).toBe(130);
  }, controller);
  expect(events.slice(1)).toEqual([
    { kind: 'interrupted', signal: 'Error: enough', at: 0 },
    { kind: 'run-end', recap: {}, stats: {}, exitCode: 130, at: 0 },
  ]);
});

it('gives every event its time by one clock, from the begin on', () => {
  const events: Event[] = [];
  let now = 5000;
  const run = new RunEvents(
    (event) => events.push(event),
    new AbortController().signal,
    () => now,
  );
  run.start([]);
  now = 5250;
  run.emit(lost);
  now = 6000;
  run.end({ exitCode: 4, connections: {}, customStats: { _run: { built: 3 } } });
  const times = events.map(({ kind, at }) => [kind, at]);
  expect(times).toEqual([
    ['run-start', 0],
    ['host-unreachable', 250],
    ['run-end', 1000],
  ]);
  expect(events.at(-1)).toMatchObject({ stats: { durationMs: 1000 }, customStats: { _run: { built: 3 } } });
});
