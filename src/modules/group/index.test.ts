import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ModuleHost, type ModuleHostOptions } from '../../../test/rig/module-host.ts';
import { shells } from '../../../test/rig/shells.ts';
import type { Value } from '../../template/value.ts';
import type { AccountTools } from '../account-tools.ts';
import { addCommand, gidCommand, removeCommand } from './commands.ts';
import type { GroupTask } from './group-task.ts';
import { group } from './index.ts';

let folder = '';
const getent = `[ ! -e added ] || [ "$2" != new ] || { echo 'new:x:991:'; exit; }
case $2 in old|77) echo 'old:x:77:ann' ;; *) exit 2 ;; esac`;
const note = (tool: string) => `echo "${tool} $*" >> done; : > added`;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'group-'));
  mkdirSync(join(folder, 'bin'));
  writeFileSync(join(folder, 'done'), '');
  const tools = { getent, groupadd: note('groupadd'), groupmod: note('groupmod'), groupdel: note('groupdel') };
  for (const [tool, script] of Object.entries(tools)) {
    writeFileSync(join(folder, 'bin', tool), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  }
});
afterEach(() => rmSync(folder, { recursive: true }));

const run = async (args: Record<string, Value>, options: Partial<ModuleHostOptions> = {}) => {
  const env = { ...process.env, PATH: `${join(folder, 'bin')}${delimiter}${process.env.PATH}` };
  const performed = await new ModuleHost({ folder, env, ...options }).perform(group, args);
  return { ...performed, did: readFileSync(join(folder, 'done'), 'utf8').trim() };
};

describe.each(shells)('in $name', (shell) => {
  test('a group that is made', async () => {
    expect(await run({ name: 'new', system: true }, { shell })).toMatchObject({
      status: 'changed',
      result: { name: 'new', state: 'present', system: true, gid: 991 },
      roundTrips: 2,
      did: 'groupadd -r -- new',
    });
  });

  test('a group that is there', async () => {
    expect(await run({ name: 'old' }, { shell })).toMatchObject({
      status: 'ok',
      result: { name: 'old', state: 'present', system: false, gid: 77 },
      roundTrips: 1,
      did: '',
    });
  });
});

test.each<[Record<string, Value>, string, string]>([
  [{ name: 'old', gid: 78, non_unique: true }, 'changed', 'groupmod -g 78 -o -- old'],
  [{ name: 'old', state: 'absent', force: true }, 'changed', 'groupdel -f -- old'],
  [{ name: '77', state: 'absent' }, 'ok', ''],
  [{ name: 'new', gid_min: 900, gid_max: 999 }, 'changed', 'groupadd -K GID_MIN=900 -K GID_MAX=999 -- new'],
])('%j', async (args, status, did) => {
  expect(await run(args)).toMatchObject({ status, did });
});

test('check mode says what it would do', async () => {
  expect(await run({ name: 'new', gid: 5 }, { check: true })).toMatchObject({
    status: 'changed',
    result: { name: 'new', gid: 5 },
    did: '',
  });
});

test.each<[Record<string, Value>, string]>([
  [{ name: 'a:b' }, '`a:b` is no name of a group'],
  [{ name: 'a', non_unique: true }, '`non_unique` needs `gid`'],
  [{ name: 'nosuch', local: true }, 'the host has no lgroupadd(8), which `local` needs'],
])('%j fails', async (args, message) => {
  expect(await run(args)).toMatchObject({ status: 'failed', message });
});

const task: GroupTask = {
  name: 'web',
  present: true,
  gid: 5,
  system: true,
  nonUnique: false,
  force: false,
  local: false,
  limits: {},
};
test.each<[AccountTools, string, string]>([
  ['busybox', 'addgroup -g 5 -S web', 'delgroup web'],
  ['libuser', 'lgroupadd -g 5 -r web', 'lgroupdel web'],
])('the words of %s', (tools, add, remove) => {
  const words = (script: unknown) => String(script).split('\n').at(-1);
  expect([words(addCommand(task, tools)), words(removeCommand(task, tools))]).toEqual([add, remove]);
  expect(gidCommand({ ...task, nonUnique: true }, tools, 4)).toMatchObject({ failed: true });
});
