import { expect, it } from 'vitest';
import { entriesOf } from '../../test/rig/fact-entries.ts';
import { environment } from './environment.ts';

it('keeps values with newlines and equal signs, and the first definition’s place', () => {
  expect(environment.parse(entriesOf({ env: 'A=1\0B=x=y\nz\0EMPTY=\0' }), {})).toEqual({
    env: { A: '1', B: 'x=y\nz', EMPTY: '' },
  });
  expect(environment.parse(entriesOf({ env: 'A=1\nB=2\n' }), {})).toEqual({ env: { A: '1', B: '2' } });
  expect(environment.parse(entriesOf({}), {})).toEqual({});
});
