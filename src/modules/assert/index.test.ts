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

test.each<[Value, string, string | undefined]>([
  [
    "lookup('pipe', 'touch /tmp/owned')",
    'failed',
    'this condition is made of text that a host or a file gave, and is not evaluated',
  ],
  ['x == 1', 'failed', 'this condition is made of text that a host or a file gave, and is not evaluated'],
  ['True', 'ok', undefined],
  ['False', 'failed', 'Assertion failed'],
])('%j of a host is %s and not evaluated', async (said, status, message) => {
  const host = new ModuleHost({ folder: tmpdir(), variables: { x: 1 }, hostTexts: [String(said)] });
  const outcome = host.perform(assert, { that: ['x == 1', said].slice(said === 'x == 1' ? 1 : 0) });
  const told = await outcome.catch((error: Error) => ({ status: 'failed', message: error.message }));
  expect([told.status, told.message]).toEqual([status, message]);
});

test('what it needs', async () => {
  expect(await run({})).toMatchObject({ status: 'failed', message: '`assert` needs `that`' });
});
