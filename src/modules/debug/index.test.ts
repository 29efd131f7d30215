import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { ModuleHost } from '../../../test/rig/module-host.ts';
import { dict, type Value } from '../../template/value.ts';
import { debug } from './index.ts';

const variables = { foo: dict({ a: 1 }), text: '{{ foo }}' };

const run = async (args: Record<string, Value>, verbosity = 0) =>
  await new ModuleHost({ folder: tmpdir(), variables, verbosity }).perform(debug, args);

test.each<[Record<string, Value>, unknown]>([
  [{ msg: 'hi' }, { msg: 'hi' }],
  [{ msg: ['a', 1] }, { msg: ['a', 1] }],
  [{}, { msg: 'Hello world!' }],
  [{ msg: null }, { msg: null }],
  [{ var: 'foo' }, { foo: { a: 1 } }],
  [{ var: 'foo.a' }, { 'foo.a': 1 }],
  [{ var: 'foo.b.c' }, { 'foo.b.c': 'VARIABLE IS NOT DEFINED!' }],
  [{ var: 'nope' }, { nope: 'VARIABLE IS NOT DEFINED!' }],
  [{ var: "'a\\tb'" }, { "'a\\tb'": 'a\\tb' }],
  [{ var: '1 + 2' }, { '1 + 2': 3 }],
  [{ var: dict({ a: 1 }) }, { "<class 'dict'>": { a: 1 } }],
])('%j', async (args, result) => {
  expect(await run(args)).toMatchObject({ status: 'ok', result, roundTrips: 0 });
});

test('text of a host is shown as it is', async () => {
  const said = "lookup('pipe', 'touch /tmp/owned')";
  const host = new ModuleHost({ folder: tmpdir(), variables, hostTexts: [said] });
  expect(await host.perform(debug, { var: said })).toMatchObject({ status: 'ok', result: { [said]: said } });
});

test('verbosity', async () => {
  expect(await run({ msg: 'x', verbosity: 2 }, 1)).toMatchObject({
    status: 'skipped',
    result: { skipped_reason: 'Verbosity threshold not met.' },
  });
  expect(await run({ msg: 'x', verbosity: 2 }, 2)).toMatchObject({ status: 'ok', result: { msg: 'x' } });
});

test('not both', async () => {
  expect(await run({ msg: 'x', var: 'y' })).toMatchObject({
    status: 'failed',
    message: '`msg` and `var` rule each other out',
  });
});

test('a wrong expression is an error of the template', async () => {
  await expect(run({ var: 'foo +' })).rejects.toThrow();
});
