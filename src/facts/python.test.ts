import { expect, it } from 'vitest';
import { entriesOf } from '../../test/rig/fact-entries.ts';
import { python } from './python.ts';

it('describes the Python of the host, if there is one', () => {
  const text = '/opt/my python/bin/python3\ncpython\n1\n0\n3 11 2 final 0\n';
  expect(python.parse(entriesOf({ python: text }), {})).toEqual({
    python: {
      executable: '/opt/my python/bin/python3',
      has_sslcontext: true,
      type: 'cpython',
      version: { major: 3, minor: 11, micro: 2, releaselevel: 'final', serial: 0 },
      version_info: [3, 11, 2, 'final', 0],
    },
    python_version: '3.11.2',
    selinux_python_present: false,
  });
  expect(python.parse(entriesOf({ python: '' }), {})).toEqual({});
});
