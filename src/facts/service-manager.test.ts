import { describe, expect, it } from 'vitest';
import { entriesOf } from '../../test/rig/fact-entries.ts';
import { serviceManager } from './service-manager.ts';

const manager = (texts: Readonly<Record<string, string>>, known = {}) =>
  serviceManager.parse(entriesOf(texts), known).service_mgr;

describe('serviceManager', () => {
  it.each([
    ['systemd', 'systemd'],
    ['runit-init', 'runit'],
    ['openrc-init', 'openrc'],
    ['svscan', 'svc'],
    ['s6-svscan', 's6-svscan'],
    ['tini', 'tini'],
    ['busybox', 'busybox'],
    ['/sbin/procd', 'procd'],
  ])('takes %s as process 1 for %s', (init, expected) => {
    expect(manager({ init: `${init}\n`, 'service-files': '/etc/init.d\n' })).toBe(expected);
  });

  it.each(['init', 'sh', 'bash', 'init.sh', ''])('asks the files when process 1 is `%s`', (init) => {
    expect(manager({ init: `${init}\n`, 'service-files': '/sbin/openrc\n/etc/init.d\n' })).toBe('openrc');
  });

  it.each([
    ['systemd', { 'service-files': '/run/systemd/system\n/sbin/openrc\n', systemctl: '/bin/systemctl\n' }],
    ['upstart', { 'service-files': '/sbin/initctl\n/etc/init\n/etc/init.d\n' }],
    ['openrc', { 'service-files': '/sbin/openrc\n/etc/init.d\n', systemctl: '' }],
    [
      'systemd',
      { 'service-files': '/etc/init.d\n', systemctl: '/bin/systemctl\n', 'sbin-init': '/lib/systemd/systemd\n' },
    ],
    ['sysvinit', { 'service-files': '/etc/init.d\n', systemctl: '/bin/systemctl\n', 'sbin-init': 'sysvinit\n' }],
    ['service', { 'service-files': '' }],
  ])('finds %s (%#)', (expected, texts: Record<string, string>) => {
    expect(manager({ init: 'init\n', ...texts })).toBe(expected);
  });

  it('knows other systems by their name', () => {
    expect(['Darwin', 'FreeBSD', 'SunOS'].map((system) => manager({}, { system }))).toEqual([
      'launchd',
      'bsdinit',
      'smf',
    ]);
    expect(manager({ init: 'init\n' }, { distribution: 'OpenWrt' })).toBe('openwrt_init');
  });
});
