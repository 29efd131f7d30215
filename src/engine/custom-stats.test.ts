import { expect, test } from 'vitest';
import { playText } from '../../test/rig/play-text.ts';

const text = `
- hosts: all
  gather_facts: false
  tasks:
    - set_stats: {data: {built: 1, names: ["{{ inventory_hostname }}"]}}
    - set_stats: {data: {mine: "{{ inventory_hostname }}"}, per_host: true}
`;

test('what `set_stats` puts down is told at the end of the run', async () => {
  const { events, outcome } = await playText('a,b', text);
  await outcome;
  expect(events.at(-1)).toMatchObject({
    kind: 'run-end',
    customStats: { _run: { built: 2, names: ['a', 'b'] }, a: { mine: 'a' }, b: { mine: 'b' } },
  });
});

test('a run without `set_stats` has nothing to tell of it', async () => {
  const { events, outcome } = await playText('a', '- hosts: all\n  gather_facts: false\n');
  await outcome;
  expect(events.at(-1)).not.toHaveProperty('customStats');
});
