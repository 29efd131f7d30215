import { expect, test } from 'vitest';
import type { Event } from './event.ts';
import { maskingEmitter } from './masking-emitter.ts';
import { Secrets } from './redact.ts';

const at = { file: 'site.yaml', line: 3, column: 5 };
const step = { id: 's1', name: 'hunter2', module: 'command', at, handler: false };
const masked = { ...step, name: '********' };

function output(host: string, stream: 'stdout' | 'stderr', text: string): Event {
  return { kind: 'output', step, host, stream, text, at: 1 };
}

function result(host: string): Event {
  const outcome = { status: 'ok', ignored: false, rescued: false, durationMs: 1, result: {} } as const;
  return { kind: 'host-result', step, host, outcome, at: 2 };
}

function emitted(...events: Event[]): Event[] {
  const secrets = new Secrets();
  secrets.add('hunter2');
  const seen: Event[] = [];
  const emit = maskingEmitter(secrets, (event) => seen.push(event));
  for (const event of events) emit(event);
  return seen;
}

test('masks a secret that a stream splits, each stream of each host apart', () => {
  const events = emitted(
    output('web01', 'stdout', 'is hun'),
    output('web01', 'stderr', 'ter2'),
    output('web02', 'stdout', 'hunt'),
    output('web01', 'stdout', 'ter2!'),
  );
  expect(events).toEqual([
    { ...output('web01', 'stdout', 'is '), step: masked },
    { ...output('web01', 'stderr', 'ter2'), step: masked },
    { ...output('web01', 'stdout', '********!'), step: masked },
  ]);
});

test('what was held back comes before the result of its task', () => {
  expect(emitted(output('web01', 'stdout', 'hun'), output('web02', 'stdout', 'hun'), result('web01'))).toEqual([
    { ...output('web01', 'stdout', 'hun'), step: masked },
    { ...result('web01'), step: masked },
  ]);
});

test('nothing is held back beyond the end of the run', () => {
  const end: Event = { kind: 'run-end', recap: {}, stats: { durationMs: 1, connections: {} }, exitCode: 0, at: 3 };
  expect(emitted(output('web01', 'stdout', 'hunt'), end)).toEqual([
    { ...output('web01', 'stdout', 'hunt'), step: masked },
    end,
  ]);
});
