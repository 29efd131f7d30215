import { tmpdir } from 'node:os';
import { describe, expect, it, test } from 'vitest';
import { ModuleHost } from '../../../test/rig/module-host.ts';
import { Scratch } from '../../../test/rig/scratch.ts';
import { dict } from '../../template/value.ts';
import { gatherFacts, setup } from './index.ts';

const run = async (args: Record<string, string>) => await new ModuleHost({ folder: tmpdir() }).perform(setup, args);

test('facts are gathered in one round trip and kept for the host', async () => {
  const performed = await run({ gather_subset: '!all,!min,fips' });
  expect(performed).toMatchObject({ status: 'ok', because: 'facts were gathered', diffs: [], roundTrips: 1 });
  expect(performed.result).toEqual({
    ansible_facts: {
      ansible_fips: expect.any(Boolean),
      gather_subset: ['!all', '!min', 'fips'],
      module_setup: true,
    },
  });
  expect(performed.effects).toEqual([
    { kind: 'host-facts', facts: dict({ fips: expect.any(Boolean) }) },
    { kind: 'host-facts', facts: dict({ gather_subset: ['!all', '!min', 'fips'], module_setup: true }), bare: true },
  ]);
});

test('a filter keeps the names that match', async () => {
  const { result, effects } = await run({ gather_subset: '!all', filter: 'ansible_user_u*,fips' });
  expect(result).toEqual({
    ansible_facts: { ansible_user_uid: process.getuid?.(), ansible_fips: expect.any(Boolean) },
  });
  expect(effects).toMatchObject([
    { facts: dict({ user_uid: process.getuid?.() ?? -1, fips: expect.any(Boolean) }) },
    { facts: new Map() },
  ]);
});

test('local facts keep their prefix', async () => {
  const scratch = await Scratch.make('setup');
  try {
    await scratch.file('app.fact', '{"port": 80}');
    const { result, effects } = await run({ gather_subset: '!all,!min,local', fact_path: scratch.path });
    expect(result).toMatchObject({ ansible_facts: { ansible_local: { app: { port: 80 } } } });
    const ansible_local = dict({ app: dict({ port: 80 }) });
    const own = { gather_subset: ['!all', '!min', 'local'], module_setup: true };
    expect(effects).toEqual([
      { kind: 'host-facts', facts: new Map() },
      { kind: 'host-facts', facts: dict({ ...own, ansible_local }), bare: true },
    ]);
  } finally {
    await scratch.remove();
  }
});

describe('what cannot be gathered', () => {
  it('is a set of facts that is none', async () => {
    expect(await run({ gather_subset: 'netwrk' })).toMatchObject({
      status: 'failed',
      message: '`netwrk` is no subset of facts',
    });
    expect(await run({ gather_timeout: '0' })).toMatchObject({
      status: 'failed',
      message: '`gather_timeout` must be at least 1 second',
    });
  });

  it('comes from a host that does not run scripts', async () => {
    const host = new ModuleHost({ folder: tmpdir() });
    const refusing = Object.assign(Object.create(host), {
      probe: async () => ({ code: 1, stdout: 'This account is currently not available.\n', stderr: '' }),
    });
    expect(await setup.decide({}, refusing)).toEqual({
      failed: true,
      message: 'the host did not run the script that gathers facts: This account is currently not available.',
    });
  });

  it('in time is told in a warning', async () => {
    const host = new ModuleHost({ folder: tmpdir() });
    const slow = Object.assign(Object.create(host), {
      probe: async () => ({ code: 0, stdout: '@@runbook-facts t\n\n@@t facts\nfips\n\n@@t fips\n1', stderr: '' }),
    });
    expect(await setup.decide({}, slow)).toMatchObject({
      change: false,
      result: {
        warnings: [
          'facts are missing: the host was still at `fips` when its time was up; give it more with `gather_timeout`',
        ],
      },
    });
  });
});

test('gather_facts is setup, and takes what a play may say of it', async () => {
  const host = new ModuleHost({ folder: tmpdir() });
  const performed = await host.perform(gatherFacts, { gather_subset: '!all,!min,fips', parallel: 'yes' });
  expect(performed).toMatchObject({ status: 'ok', roundTrips: 1 });
});
