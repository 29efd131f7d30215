import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { ModuleHost, plainFacts } from '../../../test/rig/module-host.ts';
import { dict, type Value } from '../../template/value.ts';
import { addHost } from './index.ts';

const variables = {
  groups: dict({ all: ['web1'], web: ['web1'] }),
  hostvars: dict({ web1: dict({ zed: 9 }) }),
};

const run = async (args: Record<string, Value>) =>
  await new ModuleHost({ folder: tmpdir(), variables }).perform(addHost, args);

test('a host with groups and variables', async () => {
  const result = await run({ hostname: 'web9', groups: 'web, new', zed: 9 });
  const added = { host_name: 'web9', groups: ['web', 'new'], host_vars: { zed: 9 } };
  expect(result).toMatchObject({ status: 'changed', result: { add_host: added }, roundTrips: 0 });
  const [effect] = result.effects;
  expect(effect).toMatchObject({ kind: 'add-host', name: 'web9', groups: ['web', 'new'] });
  expect(effect?.kind === 'add-host' && plainFacts(effect.vars)).toEqual({ zed: 9 });
});

test.each([
  ['web9:2222', 'web9', { ansible_port: 2222 }],
  ['[fe80::1]:2222', 'fe80::1', { ansible_port: 2222 }],
  ['fe80::1', 'fe80::1', {}],
])('the port of %s', async (name, host, vars) => {
  expect(await run({ name })).toMatchObject({ result: { add_host: { host_name: host, host_vars: vars } } });
});

test.each<[Record<string, Value>, string]>([
  [{ name: 'web1', groups: ['web'], zed: 9 }, 'ok'],
  [{ name: 'web1' }, 'ok'],
  [{ name: 'web1', groups: ['db'] }, 'changed'],
  [{ name: 'web1', zed: 8 }, 'changed'],
])('%j is %s', async (args, status) => {
  expect(await run(args)).toMatchObject({ status });
});

test('what it needs', async () => {
  expect(await run({ groups: 'a' })).toMatchObject({ status: 'failed', message: '`add_host` needs `name`' });
});
