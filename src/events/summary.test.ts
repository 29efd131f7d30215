import { expect, test } from 'vitest';
import type { Event } from './event.ts';
import type { Outcome, Status } from './outcome.ts';
import { emptyRecap, type HostCounts } from './recap.ts';
import { count } from './summary.ts';

const at = { file: 'site.yaml', line: 3, column: 5 };
const step = { id: 's1', name: 'a task', module: 'command', at, handler: false };

function counted(...outcomes: [Status, Partial<Outcome>?][]): HostCounts {
  const recap = emptyRecap();
  for (const [status, rest] of outcomes) {
    const outcome = { status, ignored: false, rescued: false, durationMs: 1, result: {}, ...rest };
    count(recap, { kind: 'host-result', step, host: 'web01', outcome, at: 1 });
  }
  return recap.web01!;
}

const none = { ok: 0, changed: 0, unreachable: 0, failed: 0, skipped: 0, rescued: 0, ignored: 0 };

// What ansible-playbook 2.14 counts for the same endings.
test.each<[string, [Status, Partial<Outcome>?][], Partial<HostCounts>]>([
  ['ok', [['ok']], { ok: 1 }],
  ['changed is ok too', [['changed']], { ok: 1, changed: 1 }],
  ['skipped', [['skipped']], { skipped: 1 }],
  ['failed', [['failed']], { failed: 1 }],
  ['a failure that changed something', [['failed', { result: { changed: true } }]], { failed: 1 }],
  ['an ignored failure', [['failed', { ignored: true }]], { ok: 1, ignored: 1 }],
  [
    'an ignored one that changed',
    [['failed', { ignored: true, result: { changed: true } }]],
    { ok: 1, changed: 1, ignored: 1 },
  ],
  ['a rescued failure', [['failed', { rescued: true }]], { rescued: 1 }],
  ['unreachable', [['unreachable']], { unreachable: 1 }],
  ['unreachable and ignored', [['unreachable', { ignored: true }]], { ok: 1, ignored: 1 }],
  ['several', [['ok'], ['changed'], ['skipped'], ['failed']], { ok: 2, changed: 1, skipped: 1, failed: 1 }],
])('%s', (_name, outcomes, counts) => {
  expect(counted(...outcomes)).toEqual({ ...none, ...counts });
});

test('counts what was tried on a host only once, not its items, retries and output', () => {
  const outcome: Outcome = { status: 'failed', ignored: false, rescued: false, durationMs: 1, result: {} };
  const events: Event[] = [
    { kind: 'host-start', step, host: 'web01', at: 1 },
    { kind: 'output', step, host: 'web01', stream: 'stdout', text: 'x', at: 1 },
    { kind: 'retry', step, host: 'web01', attempt: 1, left: 2, at: 1 },
    { kind: 'item-result', step, host: 'web01', label: 'a', outcome, at: 1 },
    { kind: 'host-result', step, host: 'web01', outcome, at: 1 },
  ];
  const recap = emptyRecap();
  for (const event of events) count(recap, event);
  expect(recap).toEqual({ web01: { ...none, failed: 1 } });
});

test('a host that could not be reached when connections were set up', () => {
  const recap = emptyRecap();
  count(recap, { kind: 'host-unreachable', host: 'db1', message: 'refused', at: 1 });
  expect(recap).toEqual({ db1: { ...none, unreachable: 1 } });
});

test('hosts with the names of things that every object has', () => {
  for (const recap of [emptyRecap(), {}]) {
    for (const host of ['constructor', 'toString'])
      count(recap, { kind: 'host-unreachable', host, message: '', at: 1 });
    expect(Object.keys(recap)).toEqual(['constructor', 'toString']);
  }
  const recap = emptyRecap();
  count(recap, { kind: 'host-unreachable', host: '__proto__', message: '', at: 1 });
  expect(JSON.stringify(recap)).toBe(`{"__proto__":${JSON.stringify({ ...none, unreachable: 1 })}}`);
});
