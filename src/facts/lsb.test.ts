import { expect, it } from 'vitest';
import { entriesOf } from '../../test/rig/fact-entries.ts';
import { lsb } from './lsb.ts';

const ubuntu = {
  id: 'Ubuntu',
  release: '22.04',
  codename: 'jammy',
  description: 'Ubuntu 22.04.4 LTS',
  major_release: '22',
};

it.each([
  [
    'the file',
    {
      'lsb-release':
        'DISTRIB_ID=Ubuntu\nDISTRIB_RELEASE=22.04\nDISTRIB_CODENAME=jammy\nDISTRIB_DESCRIPTION="Ubuntu 22.04.4 LTS"\n',
    },
    ubuntu,
  ],
  [
    'the command',
    { 'lsb-command': 'Distributor ID:\tUbuntu\nDescription:\tUbuntu 22.04.4 LTS\nRelease:\t22.04\nCodename:\tjammy\n' },
    ubuntu,
  ],
  ['nothing', {}, {}],
])('is read from %s', (_, texts: Record<string, string>, expected) => {
  expect(lsb.parse(entriesOf(texts), {})).toEqual({ lsb: expected });
});
