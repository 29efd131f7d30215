import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { ModuleHost } from '../../../test/rig/module-host.ts';
import type { Value } from '../../template/value.ts';
import { raw } from './index.ts';

const run = async (args: Record<string, Value>, check = false) =>
  await new ModuleHost({ folder: tmpdir(), check }).perform(raw, args);

test('output is given back as it was', async () => {
  expect(await run({ cmd: `printf 'a\\r\\nb\\n'; echo err >&2` })).toEqual({
    status: 'changed',
    result: { rc: 0, stdout: 'a\r\nb\n', stdout_lines: ['a', 'b'], stderr: 'err\n', stderr_lines: ['err'] },
    diffs: [],
    effects: [],
    roundTrips: 1,
  });
});

test('a shell of choice', async () => {
  expect(await run({ cmd: `echo "it's $0"`, executable: '/bin/bash' })).toMatchObject({
    result: { stdout: "it's /bin/bash\n" },
  });
});

test('a failure', async () => {
  expect(await run({ cmd: 'exit 3' })).toMatchObject({
    status: 'failed',
    message: 'non-zero return code',
    result: { rc: 3 },
  });
  expect(await run({ cmd: 'kill -9 $$' })).toMatchObject({ status: 'failed', result: { rc: -9 } });
});

test('check mode skips it', async () => {
  expect(await run({ cmd: 'exit 3' }, true)).toMatchObject({ status: 'skipped', roundTrips: 0 });
});

test.each([
  [{}, '`raw` needs `cmd`'],
  [{ cmd: '' }, 'no command given'],
])('%j is refused', async (args, message) => {
  expect(await run(args)).toMatchObject({ status: 'failed', message });
});
