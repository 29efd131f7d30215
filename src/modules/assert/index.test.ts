import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { ModuleHost } from '../../../test/rig/module-host.ts';
import type { Value } from '../../template/value.ts';
import { assert } from './index.ts';

const run = async (args: Record<string, Value>) =>
  await new ModuleHost({ folder: tmpdir(), variables: { x: 1 } }).perform(assert, args);

test.each<[Record<string, Value>, string]>([
  [{ that: ['x == 1', "'a' in 'abc'"] }, 'All assertions passed'],
  [{ that: 'x == 1', success_msg: 'fine' }, 'fine'],
  [{ that: [true], quiet: true }, 'All assertions passed'],
])('%j holds', async (args, msg) => {
  expect(await run(args)).toMatchObject({ status: 'ok', result: { msg }, roundTrips: 0 });
});

test.each<[Record<string, Value>, unknown, string]>([
  [
    { that: ['x == 1', 'x == 2', 'nope'] },
    { assertion: 'x == 2', evaluated_to: false, msg: 'Assertion failed' },
    'Assertion failed',
  ],
  [{ that: [false], fail_msg: 'wrong' }, { assertion: false, evaluated_to: false, msg: 'wrong' }, 'wrong'],
  [{ that: '0', msg: ['a', 'b'] }, { assertion: '0', evaluated_to: false, msg: ['a', 'b'] }, 'a\nb'],
])('%j does not', async (args, result, message) => {
  expect(await run(args)).toMatchObject({ status: 'failed', result, message });
});

test('what it needs', async () => {
  expect(await run({})).toMatchObject({ status: 'failed', message: '`assert` needs `that`' });
});
