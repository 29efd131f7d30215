import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { ModuleHost } from '../../../test/rig/module-host.ts';
import { ping } from './index.ts';

const run = async (args: Record<string, string>) => await new ModuleHost({ folder: tmpdir() }).perform(ping, args);

test('the host answers', async () => {
  expect(await run({})).toEqual({
    status: 'ok',
    because: 'the host answers',
    result: { ping: 'pong' },
    diffs: [],
    effects: [],
    roundTrips: 1,
  });
  expect(await run({ data: 'x' })).toMatchObject({ result: { ping: 'x' } });
});

test('a crash on demand', async () => {
  expect(await run({ data: 'crash' })).toMatchObject({ status: 'failed', message: 'boom' });
});
