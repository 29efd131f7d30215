import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { ModuleHost } from '../../../test/rig/module-host.ts';
import { fail } from './index.ts';

const run = async (args: Record<string, string>) => await new ModuleHost({ folder: tmpdir() }).perform(fail, args);

test.each([
  [{ msg: 'disk too small' }, 'disk too small'],
  [{}, 'Failed as requested from task'],
])('%j', async (args, message) => {
  expect(await run(args)).toMatchObject({ status: 'failed', message, result: { msg: message }, roundTrips: 0 });
});
