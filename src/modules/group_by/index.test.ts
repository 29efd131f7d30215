import { expect, it } from 'vitest';
import type { HostView } from '../module.ts';
import { groupBy } from './index.ts';

it('names the group for the key, blanks replaced', async () => {
  const verdict = await groupBy.decide({ key: 'os_Red Hat', parents: ['all', 'by os'] }, {
    variable: () => ['os_Debian'],
  } as unknown as HostView);
  expect(verdict).toMatchObject({
    change: true,
    actions: [],
    effects: [{ kind: 'group-by', group: 'os_Red-Hat', parents: ['all', 'by-os'] }],
  });
});

it('changes nothing where the host is in the group', async () => {
  const host = { variable: () => ['os_Debian'] } as unknown as HostView;
  expect(await groupBy.decide({ key: 'os_Debian', parents: ['all'] }, host)).toEqual({
    change: false,
    because: 'the host is in `os_Debian` already',
    result: { add_group: 'os_Debian', parent_groups: ['all'] },
  });
});
