import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ModuleHost, type ModuleHostOptions } from '../../../test/rig/module-host.ts';
import { shells } from '../../../test/rig/shells.ts';
import type { Value } from '../../template/value.ts';
import { bindArgs } from '../bind-args.ts';
import { user } from './index.ts';
import { userTask } from './user-task.ts';
import { userVerdict } from './user-verdict.ts';
import { readUserView } from './user-view.ts';

let folder = '';
const getent = `case $1/$2 in
passwd/ann|passwd/1000) echo "ann:x:1000:1000:Ann:$PWD:/bin/sh" ;;
passwd/new) [ ! -e added ] || echo "new:x:1001:1001::$PWD:/bin/sh" ;;
shadow/ann) echo 'ann:$6$s$h:19000:0:99999:7:::' ;;
group/ann) echo 'ann:x:1000:' ;;
group/adm|group/4) echo 'adm:x:4:' ;;
group/web) echo 'web:x:50:ann' ;;
*) exit 2 ;;
esac`;
const id = `case $1 in -gn) echo ann ;; -Gn) echo ann web ;; *) echo 1000 ;; esac`;
const noted = ['useradd', 'usermod', 'userdel', 'chage'];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'user-'));
  mkdirSync(join(folder, 'bin'));
  writeFileSync(join(folder, 'done'), '');
  const notes = noted.map((tool) => [tool, `echo "${tool} $*" >> done; : > added`]);
  const chpasswd = 'echo "chpasswd $* $(cat)" >> done';
  for (const [tool, script] of Object.entries({ getent, id, chpasswd, ...Object.fromEntries(notes) })) {
    writeFileSync(join(folder, 'bin', tool), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  }
});
afterEach(() => rmSync(folder, { recursive: true }));

const run = async (args: Record<string, Value>, options: Partial<ModuleHostOptions> = {}) => {
  const env = { ...process.env, PATH: `${join(folder, 'bin')}${delimiter}${process.env.PATH}` };
  const performed = await new ModuleHost({ folder, env, ...options }).perform(user, args);
  return { ...performed, did: readFileSync(join(folder, 'done'), 'utf8').split('\n').filter(Boolean) };
};

describe.each(shells)('in $name', (shell) => {
  test('a user who is made', async () => {
    const args = { name: 'new', groups: 'adm', comment: "O'N", password: '$6$a$b', password_lock: true };
    expect(await run(args, { shell })).toMatchObject({
      status: 'changed',
      result: {
        name: 'new',
        state: 'present',
        system: false,
        create_home: true,
        uid: 1001,
        group: 1001,
        groups: 'adm',
        password: 'NOT_LOGGING_PASSWORD',
      },
      did: ["useradd -G adm -c O'N -m -- new", 'chpasswd -e new:!$6$a$b'],
      roundTrips: 2,
    });
  });

  test('a user who is there', async () => {
    const args = { name: 'ann', uid: 1000, groups: 'web', shell: '/bin/sh', password: '$6$s$h', expires: -1 };
    expect(await run(args, { shell })).toMatchObject({
      status: 'ok',
      result: { name: 'ann', append: false, move_home: false, uid: 1000, group: 1000, comment: 'Ann', home: folder },
      did: [],
      roundTrips: 1,
    });
  });
});

test.each<[Record<string, Value>, string[]]>([
  [{ groups: 'adm' }, ['usermod -G adm -- ann']],
  [{ groups: ['4'], append: true }, ['usermod -G web,adm -- ann']],
  [{ groups: 'web,ann' }, []],
  [{ groups: '' }, ['usermod -G  -- ann']],
  [{ groups: '', append: true }, []],
  [{ group: 'adm', uid: 7, non_unique: true }, ['usermod -u 7 -o -g 4 -- ann']],
  [{ group: 'ann' }, []],
  [{ home: '/nosuch/ann', move_home: true, create_home: false }, ['usermod -d /nosuch/ann -m -- ann']],
  [{ shell: '/bin/bash', comment: '' }, ['usermod -c  -s /bin/bash -- ann']],
  [{ password: '$6$other$h' }, ['chpasswd -e ann:$6$other$h']],
  [{ password: '$6$other$h', update_password: 'on_create' }, []],
  [{ password_lock: true }, ['usermod -L -- ann']],
  [{ password_lock: false }, []],
  [{ expires: 1893456000.0 }, ['usermod -e 2030-01-01 -- ann']],
  [{ password_expire_max: 90, password_expire_min: 0 }, ['chage -M 90 -- ann']],
  [{ state: 'absent', remove: true, force: true }, ['userdel -f -r -- ann']],
])('%j', async (args, did) => {
  expect(await run({ name: 'ann', ...args })).toMatchObject({ status: did.length > 0 ? 'changed' : 'ok', did });
  writeFileSync(join(folder, 'done'), '');
  expect(await run({ name: 'ann', ...args }, { check: true })).toMatchObject({
    status: did.length > 0 ? 'changed' : 'ok',
    did: [],
  });
});

test.each<[Record<string, Value>, string[]]>([
  [{ name: 'web', system: true, create_home: false }, ['useradd -N -M -r -- web']],
  [
    { name: 'new', uid: 5, group: 'adm', skeleton: '/s k', umask: '077', expires: 0, shell: '/bin/sh' },
    ['useradd -u 5 -g adm -s /bin/sh -e 1970-01-01 -m -k /s k -K UMASK=077 -- new'],
  ],
  [
    { name: 'new', system: true, expires: 86_400, create_home: false },
    ['useradd -e 1970-01-02 -M -r -- new', 'usermod -e 1970-01-02 -- new'],
  ],
  [{ name: '1000', state: 'absent' }, []],
])('%j', async (args, did) => {
  expect(await run(args)).toMatchObject({ did });
});

test.each<[Record<string, Value>, string]>([
  [{ name: 'ann', groups: 'web,nosuch' }, 'Group nosuch does not exist'],
  [{ name: 'new', group: 'nosuch' }, 'Group nosuch does not exist'],
  [{ name: 'a:b' }, '`a:b` is no name of a user'],
  [{ name: 'ann', password: 'a\nroot:b' }, '`password` is no hash: it has a colon or a line break'],
  [{ name: 'ann', local: true }, '`local` of `user` is not built'],
])('%j fails', async (args, message) => {
  expect(await run(args)).toMatchObject({ status: 'failed', message, did: [] });
});

/** What a user's task does on a host with these tools; the user is there or not. */
const commands = (given: Record<string, Value>, tools: string, there = false): unknown => {
  const bound = bindArgs(user, new Map(Object.entries({ name: 'ann', ...given })));
  if ('problems' in bound) throw new Error(JSON.stringify(bound.problems));
  const task = userTask(bound.args);
  const line = there ? 'ann:x:1000:1000::/home/ann:/bin/sh' : '';
  const groups = [...(task.group === undefined ? [] : [task.group]), ...(task.groups ?? [])].map(
    (name) => `${name}:x:9:`,
  );
  const fields = [tools, line, '', 'ann', 'ann web', '', ...groups, 'yes', 'no', 'no', '', '', ''];
  const verdict = userVerdict(task, readUserView(task, fields.map((field) => `${field}\0`).join('')), true);
  if (!('change' in verdict && verdict.change)) return 'message' in verdict ? verdict.message : [];
  return verdict.actions.map((action) => (action.kind === 'run' ? action.shown : action.kind));
};

test.each<[Record<string, Value>, boolean, unknown]>([
  [
    { uid: 5, group: 'adm', groups: 'web', system: true, home: '/h', comment: 'A B', password: '$6$a$b' },
    false,
    ["adduser -D -u 5 -G adm -g 'A B' -h /h -S ann", 'adduser ann web', 'chpasswd -e', 'id'],
  ],
  [{ groups: 'adm' }, true, ['adduser ann adm', 'delgroup ann web', 'id']],
  [{ state: 'absent', remove: true }, true, ['deluser --remove-home ann']],
  [{ shell: '/bin/ash' }, true, 'busybox has no command for `shell` of a user'],
  [{ password_expire_max: 9 }, false, 'busybox has no command for `password_expire_max` of a user'],
])('%j with busybox', (args, there, expected) => {
  expect(commands(args, ' busybox', there)).toEqual(expected);
});

test('hosts without the tools', () => {
  expect(commands({}, '')).toBe("the host has neither useradd(8) nor busybox's adduser");
  expect(commands({ generate_ssh_key: true }, ' shadow', true)).toBe('the host has no ssh-keygen(1)');
});
