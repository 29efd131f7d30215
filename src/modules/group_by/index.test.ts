import { expect, it } from 'vitest';
import type { HostView } from '../module.ts';
import { groupBy } from './index.ts';

it('names the group for the key, blanks replaced', async () => {
  const verdict = await groupBy.decide({ key: 'os_Red Hat', parents: ['all', 'by os'] }, {} as HostView);
  expect(verdict).toMatchObject({
    change: true,
    actions: [],
    effects: [{ kind: 'group-by', group: 'os_Red-Hat', parents: ['all', 'by-os'] }],
  });
});
