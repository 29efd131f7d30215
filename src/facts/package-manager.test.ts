import { expect, it } from 'vitest';
import { entriesOf } from '../../test/rig/fact-entries.ts';
import { packageManager } from './package-manager.ts';

const redHat = (distribution: string, major: string) => ({
  os_family: 'RedHat',
  distribution,
  distribution_major_version: major,
});

// Each as ansible-core 2.14 answers with these programs installed.
it.each([
  [redHat('CentOS', '7'), ['/usr/bin/yum', '/usr/bin/rpm'], 'yum'],
  [redHat('RedHat', '7'), ['/usr/bin/dnf', '/usr/bin/yum'], 'yum'],
  [redHat('RedHat', '9'), ['/usr/bin/dnf', '/usr/bin/yum'], 'dnf'],
  [redHat('RedHat', '9'), ['/usr/bin/yum'], 'dnf'],
  [redHat('Rocky', '9'), ['/usr/bin/dnf', '/usr/bin/apt-get'], 'dnf'],
  [redHat('Fedora', '39'), ['/usr/bin/dnf'], 'dnf'],
  [redHat('Fedora', '22'), ['/usr/bin/yum'], 'yum'],
  [redHat('Fedora', '39'), [], 'unknown'],
  [redHat('Amazon', '2'), ['/usr/bin/dnf', '/usr/bin/yum'], 'yum'],
  [redHat('Amazon', '2018'), ['/usr/bin/yum'], 'yum'],
  [redHat('Amazon', '2023'), ['/usr/bin/dnf', '/usr/bin/yum'], 'dnf'],
  [redHat('Fedora', '39'), ['/run/ostree-booted', '/usr/bin/dnf'], 'atomic_container'],
  [{ os_family: 'Suse' }, ['/usr/bin/zypper', '/usr/bin/apt-get'], 'zypper'],
  [{ os_family: 'Debian' }, ['/usr/bin/apt-get', '/usr/bin/dnf'], 'apt'],
  [{ os_family: 'Debian' }, [], 'apt'],
  [{ os_family: 'Archlinux' }, ['/usr/bin/pacman'], 'pacman'],
  [{ os_family: 'Alpine' }, ['/sbin/apk'], 'apk'],
  [{ os_family: 'Gentoo' }, ['/usr/bin/emerge'], 'portage'],
  [{ os_family: 'Void' }, ['/usr/bin/xbps-install'], 'xbps'],
  [{ os_family: 'OpenWrt' }, ['/bin/opkg'], 'opkg'],
  [{ os_family: 'Altlinux' }, ['/usr/bin/apt-get', '/usr/bin/rpm'], 'apt_rpm'],
  [{ os_family: 'Acme' }, ['/usr/bin/apt-get', '/usr/bin/dnf', '/usr/bin/yum', '/usr/bin/pacman'], 'pacman'],
  [{ os_family: 'Acme' }, ['/usr/bin/pacman', '/usr/bin/zypper', '/sbin/apk'], 'apk'],
  [{ os_family: 'Darwin' }, ['/opt/homebrew/bin/brew'], 'homebrew'],
  [{ os_family: 'NixOS' }, [], 'unknown'],
])('%j with %j has %s', (known, files, expected) => {
  const entries = entriesOf({ 'package-files': files.map((file) => `${file}\n`).join('') });
  expect(packageManager.parse(entries, known)).toEqual({ pkg_mgr: expected });
});
