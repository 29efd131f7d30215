import { expect, test } from 'vitest';
import { playText } from '../../../test/rig/play-text.ts';
import type { Event } from '../../events/event.ts';

const text = `
- hosts: all
  gather_facts: false
  tasks:
    - ansible.builtin.shell: "<<x>>"
`;

const messages = (events: readonly Event[]) =>
  events.flatMap((event) => (event.kind === 'host-result' ? [`${event.host}: ${event.outcome.message}`] : []));

test.each([
  [{ sure: true, how: 'its process group was ended' }, 'a: interrupted before it was done'],
  [
    { sure: false, how: 'the host did not say that it has ended' },
    'a: interrupted before it was done; it may still run there: the host did not say that it has ended',
  ],
])('a command that was ended before its time is told as %j', async (ending, message) => {
  const { connector, events, outcome, stop } = await playText('a', text);
  connector.ending = ending;
  await connector.untilRunning(1);
  stop.abort(new Error('enough'));
  await outcome;
  expect(messages(events)).toEqual([message]);
});

test('a host whose task has ended well is not told of with the doubts of another', async () => {
  const { connector, events, outcome, stop } = await playText('a,b', text);
  connector.ending = { sure: false, how: 'nobody knows' };
  const [first] = await connector.untilRunning(2);
  first?.end();
  stop.abort(new Error('enough'));
  await outcome;
  expect(messages(events)).toEqual([
    'a: undefined',
    'b: interrupted before it was done; it may still run there: nobody knows',
  ]);
});
