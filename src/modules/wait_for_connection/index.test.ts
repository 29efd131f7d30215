import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { ModuleHost } from '../../../test/rig/module-host.ts';
import type { Value } from '../../template/value.ts';
import { waitForConnection } from './index.ts';

const run = async (args: Record<string, Value>, reconnects: (string | undefined)[]) =>
  await new ModuleHost({ folder: tmpdir(), reconnects }).perform(waitForConnection, args);

test('at once', async () => {
  expect(await run({}, [])).toMatchObject({ status: 'ok', result: { elapsed: 0 }, roundTrips: 1 });
});

test('after a while', async () => {
  const result = await run({ delay: 10, sleep: 2 }, ['refused', 'refused', undefined]);
  expect(result).toMatchObject({ status: 'ok', result: { elapsed: 14 }, roundTrips: 3 });
});

test('not in time', async () => {
  expect(await run({ timeout: 3 }, ['refused', 'refused', 'refused', 'reset', 'late'])).toMatchObject({
    status: 'failed',
    message: 'timed out waiting for the connection: reset',
    result: { elapsed: 3 },
    roundTrips: 4,
  });
});
