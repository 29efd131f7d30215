import { expect, test } from 'vitest';
import { playText } from '../../../test/rig/play-text.ts';
import { ConnectionError } from '../../connection/connection.ts';
import type { Event } from '../../events/event.ts';

const lost = () => new ConnectionError('lost', 'the connection was cut', { mayHaveRun: true });

/** `stat` only looks: what it asks of the host changes nothing there. */
const look = `
- hosts: all
  gather_facts: false
  tasks:
    - ansible.builtin.stat: {path: "/<<look>>"}
`;

const outcomes = (events: readonly Event[]) =>
  events.flatMap((event) =>
    event.kind === 'host-result' ? [`${event.outcome.status}: ${event.outcome.message ?? ''}`] : [],
  );

test('a look that was lost is asked again, and nobody has to be told', async () => {
  const { connector, events, outcome } = await playText('a', look, { reconnectAttempts: 1 });
  const [first] = await connector.untilRunning(1);
  first?.fail(lost());
  const [second] = await connector.untilRunning(1);
  second?.end({ code: 1 });
  await outcome;
  expect(connector.marks).toEqual(['look', 'look']);
  expect(events.filter(({ kind }) => kind === 'warning')).toEqual([]);
});

test('a look that stays lost is unreachable, and never one that may have run', async () => {
  const { connector, events, outcome } = await playText('a', look, { reconnectAttempts: 1 });
  for (let attempt = 0; attempt < 2; attempt += 1) (await connector.untilRunning(1))[0]?.fail(lost());
  expect((await outcome).exitCode).toBe(4);
  expect(outcomes(events)).toEqual(['unreachable: the connection was cut']);
});
