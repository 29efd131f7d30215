import { expect, it } from 'vitest';
import type { Event } from '../events/event.ts';
import { Interrupted } from './interrupted.ts';
import { RunTeller } from './run-teller.ts';

const lost: Event = { kind: 'host-unreachable', host: 'a', message: 'nobody listens', at: 1 };
const counts = { ok: 0, changed: 0, unreachable: 1, failed: 0, skipped: 0, rescued: 0, ignored: 0 };

/** Events without the times that no test can know. */
function told(play: (teller: RunTeller) => void, controller = new AbortController()): object[] {
  const events: Event[] = [];
  play(new RunTeller((event) => events.push(event), controller.signal));
  return events.map((event) => ({ ...event, at: 0, ...('stats' in event && { stats: event.stats.connections }) }));
}

it('tells the begin and the end of a run, and what was counted between', () => {
  const events = told((teller) => {
    teller.begin(['site.yaml']);
    teller.emit(lost);
    expect(teller.end(4, { opened: 0 })).toBe(4);
  });
  expect(events).toEqual([
    { kind: 'run-start', playbooks: ['site.yaml'], at: 0 },
    { ...lost, at: 0 },
    { kind: 'run-end', recap: { a: counts }, stats: { opened: 0 }, exitCode: 4, at: 0 },
  ]);
});

it('tells of a signal, whose exit code wins', () => {
  const controller = new AbortController();
  const events = told((teller) => {
    teller.begin([]);
    controller.abort(new Interrupted('SIGTERM'));
    expect(teller.end(2, {})).toBe(143);
  }, controller);
  expect(events).toEqual([
    { kind: 'run-start', playbooks: [], at: 0 },
    { kind: 'interrupted', signal: 'SIGTERM', at: 0 },
    { kind: 'run-end', recap: {}, stats: {}, exitCode: 143, at: 0 },
  ]);
});

it('counts what a program aborts as an interruption', () => {
  const controller = new AbortController();
  const events = told((teller) => {
    teller.begin([]);
    controller.abort(new Error('enough'));
    expect(teller.end(0, {})).toBe(130);
  }, controller);
  expect(events.slice(1)).toEqual([
    { kind: 'interrupted', signal: 'Error: enough', at: 0 },
    { kind: 'run-end', recap: {}, stats: {}, exitCode: 130, at: 0 },
  ]);
});
