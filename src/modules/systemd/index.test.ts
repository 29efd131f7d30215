import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ModuleHost, type ModuleHostOptions } from '../../../test/rig/module-host.ts';
import { shells } from '../../../test/rig/shells.ts';
import type { Value } from '../../template/value.ts';
import { shown } from '../systemctl-show.ts';
import { systemdService } from './index.ts';

/** Stands in for systemctl: prints what the test has put into files, and writes down what it was told to do. */
const fake = `#!/bin/sh
line="$*"
while :; do case $1 in --*) shift ;; *) break ;; esac; done
case $1 in
show) [ ! -s complaint ] || { cat complaint >&2; exit 1; }; cat show ;;
is-enabled) cat enabled; case $(cat enabled) in enabled*|alias|indirect*|static) ;; *) exit 1 ;; esac ;;
*) echo "$line" >> done; case $1 in reload) echo 'Job failed.' >&2; exit 1 ;; esac ;;
esac
`;
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'systemd-'));
  mkdirSync(join(folder, 'bin'));
  writeFileSync(join(folder, 'bin/systemctl'), fake, { mode: 0o755 });
  writeFileSync(join(folder, 'done'), '');
});
afterEach(() => rmSync(folder, { recursive: true }));

interface Unit {
  readonly load?: string;
  readonly active?: string;
  readonly enabled?: string;
  readonly complaint?: string;
}

const run = async (args: Record<string, Value>, unit: Unit = {}, options: Partial<ModuleHostOptions> = {}) => {
  const { load = 'loaded', active = 'active', enabled = 'enabled', complaint = '' } = unit;
  writeFileSync(join(folder, 'show'), `Id=toy.service\nLoadState=${load}\nActiveState=${active}\n`);
  writeFileSync(join(folder, 'enabled'), `${enabled}\n`);
  writeFileSync(join(folder, 'complaint'), complaint);
  const env = { ...process.env, PATH: `${join(folder, 'bin')}${delimiter}${process.env.PATH}` };
  const performed = await new ModuleHost({ folder, env, ...options }).perform(systemdService, args);
  return { ...performed, did: readFileSync(join(folder, 'done'), 'utf8').split('\n').filter(Boolean) };
};

const status = { Id: 'toy.service', LoadState: 'loaded', ActiveState: 'active' };

describe.each(shells)('in $name', (shell) => {
  test('a unit that is as it should be', async () => {
    expect(await run({ name: 'toy', state: 'started', enabled: true }, {}, { shell })).toMatchObject({
      status: 'ok',
      result: { name: 'toy', state: 'started', enabled: true, status },
      roundTrips: 1,
      did: [],
    });
  });

  test('a unit that is started and enabled', async () => {
    const unit = { active: 'inactive', enabled: 'disabled' };
    expect(await run({ name: 'toy', state: 'started', enabled: true }, unit, { shell })).toMatchObject({
      status: 'changed',
      result: { name: 'toy', state: 'started', enabled: true, status: { ...status, ActiveState: 'inactive' } },
      roundTrips: 2,
      did: ['enable -- toy', 'start -- toy'],
    });
  });
});

test.each<[Record<string, Value>, Unit, string, string[]]>([
  [{ state: 'stopped' }, {}, 'changed', ['stop -- toy']],
  [{ state: 'stopped' }, { active: 'deactivating' }, 'changed', ['stop -- toy']],
  [{ state: 'stopped' }, { active: 'failed' }, 'ok', []],
  [{ state: 'started' }, { active: 'activating' }, 'ok', []],
  [{ state: 'restarted' }, {}, 'changed', ['restart -- toy']],
  [{ state: 'restarted' }, { active: 'failed' }, 'changed', ['start -- toy']],
  [{ state: 'reloaded' }, { active: 'inactive' }, 'changed', ['start -- toy']],
  [{ enabled: false }, {}, 'changed', ['disable -- toy']],
  [{ enabled: true }, { enabled: 'indirect' }, 'changed', ['enable -- toy']],
  [{ enabled: true }, { enabled: 'indirect\n  /etc/systemd/system/x.wants/toy.service' }, 'ok', []],
  [{ enabled: true }, { enabled: 'static' }, 'ok', []],
  [{ masked: true }, {}, 'changed', ['mask -- toy']],
  [{ masked: true }, { load: 'not-found', enabled: '' }, 'changed', ['mask -- toy']],
  [{ masked: true }, { load: 'masked', enabled: 'masked' }, 'ok', []],
  [
    { masked: false, enabled: true, state: 'started' },
    { load: 'masked', active: 'inactive', enabled: 'masked' },
    'changed',
    ['unmask -- toy', 'enable -- toy', 'start -- toy'],
  ],
  [{ daemon_reload: true, state: 'started' }, {}, 'ok', ['daemon-reload']],
  [
    { daemon_reload: true, state: 'started' },
    { load: 'not-found', active: 'inactive', enabled: '' },
    'changed',
    ['daemon-reload', 'start -- toy'],
  ],
  [
    { daemon_reload: true, daemon_reexec: true, scope: 'user', state: 'restarted', no_block: true },
    {},
    'changed',
    ['--user --no-block daemon-reload', '--user --no-block daemon-reexec', '--user --no-block restart -- toy'],
  ],
  [
    { scope: 'global', enabled: true, force: true },
    { enabled: 'disabled' },
    'changed',
    ['--global --force enable -- toy'],
  ],
  [{ enabled: false }, { complaint: 'System has not been booted with systemd' }, 'changed', ['disable -- toy']],
  [{ state: 'started' }, { complaint: 'Running in chroot, ignoring request: show' }, 'ok', []],
])('%j of %j', async (args, unit, expected, did) => {
  expect(await run({ name: 'toy', ...args }, unit)).toMatchObject({ status: expected, did });
});

test.each<[Record<string, Value>, Unit, string]>([
  [
    { name: 'toy', state: 'started' },
    { load: 'not-found', active: 'inactive', enabled: '' },
    'Could not find the requested service toy: host',
  ],
  [{ name: 'toy', state: 'reloaded' }, {}, 'Unable to reload service toy: Job failed.'],
  [{ name: 'toy', state: 'started' }, { complaint: 'Host is down' }, 'systemd cannot be asked: Host is down'],
  [{ name: 'toy*', state: 'started' }, {}, '`toy*` is a pattern; `name` takes one unit'],
  [{ state: 'started' }, {}, '`state` needs the `name` of a unit'],
  [
    { name: 'toy', scope: 'global', state: 'started' },
    {},
    '`scope: global` has no units that run, so `state` cannot be set',
  ],
  [
    { name: 'toy' },
    {},
    '`systemd_service` needs `state` or `enabled` or `masked` or `daemon_reload` or `daemon_reexec`',
  ],
])('%j of %j fails', async (args, unit, message) => {
  expect(await run(args, unit)).toMatchObject({ status: 'failed', message });
});

test('a reload of the unit files is no change, and check mode leaves it', async () => {
  expect(await run({ daemon_reload: true })).toMatchObject({
    status: 'ok',
    result: { name: null, status: {} },
    did: ['daemon-reload'],
  });
  writeFileSync(join(folder, 'done'), '');
  expect(await run({ daemon_reload: true }, {}, { check: true })).toMatchObject({ status: 'ok', did: [] });
});

test('check mode takes a unit that is missing for one that an earlier task would have brought', async () => {
  const unit = { load: 'not-found', active: 'inactive', enabled: '' };
  expect(await run({ name: 'toy', state: 'started' }, unit, { check: true })).toMatchObject({
    status: 'changed',
    result: { name: 'toy', state: 'started' },
    did: [],
  });
});

test('properties of several lines', () => {
  const output = 'Id=a.service\nExecStart={ path=/bin/sh ; argv[]=sh -c one\ntwo ; }\nEnvironment=A=1 B=2\nEmpty=\n';
  expect([...shown(output)]).toEqual([
    ['Id', 'a.service'],
    ['ExecStart', '{ path=/bin/sh ; argv[]=sh -c one\ntwo ; }'],
    ['Environment', 'A=1 B=2'],
    ['Empty', ''],
  ]);
});
