import { expect, test } from 'vitest';
import { ModuleHost } from '../../../test/rig/module-host.ts';
import { Fields } from '../../shell/look.ts';
import type { Value } from '../../template/value.ts';
import { bindArgs } from '../bind-args.ts';
import { service } from './index.ts';
import { initTask } from './init-task.ts';
import { initVerdict } from './init-verdict.ts';
import { type InitKind, readInitView } from './init-view.ts';

/** The verdict about a service of which the host has printed these fields. */
const judge = (given: Record<string, Value>, kind: InitKind, printed: readonly string[]) => {
  const bound = bindArgs(service, new Map(Object.entries({ name: 'toy', ...given })));
  if ('problems' in bound) throw new Error(JSON.stringify(bound.problems));
  return initVerdict(
    initTask(bound.args),
    readInitView(kind, new Fields(printed.map((field) => `${field}\0`).join(''))),
  );
};

const commands = (verdict: ReturnType<typeof judge>): unknown =>
  'change' in verdict && verdict.change
    ? verdict.actions.map((action) => (action.kind === 'run' ? action.shown : action.kind))
    : verdict;

const debian = (enabled: string, code: string, said = '') => ['yes', enabled, 'update-rc.d', 'status', code, said];
const redhat = (enabled: string, code: string) => ['yes', enabled, 'chkconfig', 'status', code, ''];
const gentoo = (enabled: string, code: string) => ['yes', enabled, 'rc-update', 'status', code, ''];

test.each<[Record<string, Value>, InitKind, string[], string[]]>([
  [{ state: 'started' }, 'sysvinit', debian('yes', '3'), ['/etc/init.d/toy start']],
  [{ state: 'started' }, 'sysvinit', debian('yes', '0', 'toy is not running'), ['/etc/init.d/toy start']],
  [{ state: 'stopped', arguments: "-f 'a b'" }, 'sysvinit', debian('yes', '0'), ["/etc/init.d/toy stop -f 'a b'"]],
  [{ state: 'restarted' }, 'sysvinit', debian('yes', '4'), ['/etc/init.d/toy restart']],
  [
    { state: 'restarted', sleep: 2 },
    'sysvinit',
    debian('yes', '0'),
    ['/etc/init.d/toy stop; sleep 2; /etc/init.d/toy start'],
  ],
  [{ state: 'reloaded' }, 'sysvinit', debian('yes', '0'), ['/etc/init.d/toy reload']],
  [{ state: 'reloaded' }, 'sysvinit', debian('yes', '3'), ['/etc/init.d/toy start']],
  [{ enabled: true }, 'sysvinit', debian('no', '0'), ['update-rc.d toy defaults', 'update-rc.d toy enable']],
  [{ enabled: false }, 'sysvinit', redhat('yes', '0'), ['chkconfig toy off']],
  [{ enabled: true }, 'sysvinit', redhat('no', '0'), ['chkconfig --add toy', 'chkconfig toy on']],
  [
    { enabled: true, state: 'started', runlevel: 'boot' },
    'openrc',
    gentoo('no', '3'),
    ['rc-update add toy boot', 'rc-service toy start'],
  ],
])('%j with %s that says %j', (args, kind, printed, expected) => {
  expect(commands(judge(args, kind, printed))).toEqual(expected);
});

test.each<[Record<string, Value>, InitKind, string[], Record<string, Value>]>([
  [
    { state: 'started', enabled: true },
    'sysvinit',
    debian('yes', '0'),
    { name: 'toy', enabled: true, state: 'started' },
  ],
  [{ state: 'stopped' }, 'openrc', gentoo('yes', '3'), { name: 'toy', state: 'stopped' }],
  [
    { state: 'stopped', pattern: 'x' },
    'sysvinit',
    ['yes', 'no', '', 'pattern', '3', ''],
    { name: 'toy', state: 'stopped' },
  ],
])('%j with %s that says %j is unchanged', (args, kind, printed, result) => {
  expect(judge(args, kind, printed)).toEqual({ change: false, because: 'toy is in that state', result });
});

test.each<[Record<string, Value>, string[], string]>([
  [{ state: 'started' }, ['no', 'no', '', 'status', '127', ''], 'Could not find the requested service toy: host'],
  [
    { state: 'started' },
    debian('no', '1', 'Usage: /etc/init.d/toy {start|stop}'),
    'the init script of toy does not tell by `status` whether it runs',
  ],
  [
    { enabled: true },
    ['yes', 'no', '', 'status', '0', ''],
    'the host has neither update-rc.d(8) nor chkconfig(8) to enable services with',
  ],
])('%j with a host that says %j fails', (args, printed, message) => {
  expect(judge(args, 'sysvinit', printed)).toMatchObject({ failed: true, message });
});

test.each<[Record<string, Value>, string]>([
  [{ name: 'a/b', state: 'started' }, '`a/b` is no name of a service'],
  [{ name: 'a', state: 'started', arguments: "'" }, "`arguments`: the quote `'` is not closed"],
  [
    { name: 'a', daemon_reload: true, use: 'sysvinit' },
    '`daemon_reload` needs systemd, and another service manager runs on the host',
  ],
  [
    { name: 'nosuch-service', state: 'started', use: 'sysvinit' },
    'Could not find the requested service nosuch-service: host',
  ],
  [{ name: 'a' }, '`service` needs `state` or `enabled` or `masked` or `daemon_reload` or `daemon_reexec`'],
])('%j fails', async (args, message) => {
  expect(await new ModuleHost({ folder: '/' }).perform(service, args)).toMatchObject({ status: 'failed', message });
});
