import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ModuleHost, type ModuleHostOptions, plainFacts } from '../../../test/rig/module-host.ts';
import { shells } from '../../../test/rig/shells.ts';
import type { Value } from '../../template/value.ts';
import { getent } from './index.ts';

let folder = '';
const fake = `#!/bin/sh
[ "$1" = -s ] && shift 2
case "$1 $2" in
'passwd ') printf 'root:x:0:0:root:/root:/bin/sh\\nbin:x:1:1::/:\\nroot:y:0:0:::\\n' ;;
'passwd root') echo 'root:x:0:0:root:/root:/bin/sh' ;;
'services http') echo 'http                  80/tcp www' ;;
'shadow ') exit 3 ;;
nodb*) exit 1 ;;
*) exit 2 ;;
esac
`;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'getent-'));
  mkdirSync(join(folder, 'bin'));
  writeFileSync(join(folder, 'bin/getent'), fake, { mode: 0o755 });
});
afterAll(() => rmSync(folder, { recursive: true }));

const run = async (args: Record<string, Value>, options: Partial<ModuleHostOptions> = {}) => {
  const env = { ...process.env, PATH: `${join(folder, 'bin')}${delimiter}${process.env.PATH}` };
  return await new ModuleHost({ folder, env, ...options }).perform(getent, args);
};

const root = ['x', '0', '0', 'root', '/root', '/bin/sh'];

describe.each(shells)('in $name', (shell) => {
  test('an entry', async () => {
    const result = await run({ database: 'passwd', key: 'root' }, { shell });
    const facts = { getent_passwd: { root } };
    expect(result).toMatchObject({ status: 'ok', result: { ansible_facts: facts }, roundTrips: 1 });
    expect(result.effects.map((effect) => [effect.kind, 'facts' in effect && plainFacts(effect.facts)])).toEqual([
      ['host-facts', facts],
    ]);
  });
});

test.each<[Record<string, Value>, unknown]>([
  [{ database: 'passwd' }, { getent_passwd: { root, bin: ['x', '1', '1', '', '/', ''] } }],
  [{ database: 'services', key: 'http' }, { getent_services: { http: ['80/tcp', 'www'] } }],
  [
    { database: 'passwd', key: 'root', service: 'files', split: '/' },
    { getent_passwd: { 'root:x:0:0:root:': ['root:', 'bin', 'sh'] } },
  ],
  [{ database: 'passwd', key: 'nope', fail_key: false }, { getent_passwd: { nope: null } }],
])('%j', async (args, facts) => {
  expect(await run(args)).toMatchObject({ status: 'ok', result: { ansible_facts: facts } });
});

test.each<[Record<string, Value>, string]>([
  [{ database: 'passwd', key: 'nope' }, 'One or more supplied key could not be found in the database.'],
  [{ database: 'nodb' }, 'Missing arguments, or database unknown.'],
  [{ database: 'shadow' }, 'Enumeration not supported on this database: shadow'],
  [{}, '`getent` needs `database`'],
])('%j fails', async (args, message) => {
  expect(await run(args)).toMatchObject({ status: 'failed', message });
});

test('a host without getent', async () => {
  expect(await run({ database: 'passwd' }, { env: { PATH: '/nonexistent' } })).toMatchObject({
    status: 'failed',
    message: 'the host has no getent(1)',
  });
});
