import type { Fact, Facts } from './fact.ts';

/** Where each package manager is installed. A host that has several is taken to use the last, unless its family says otherwise. */
const programs: readonly (readonly [manager: string, path: string])[] = [
  ['yum', '/usr/bin/yum'],
  ['dnf', '/usr/bin/dnf'],
  ['apt', '/usr/bin/apt-get'],
  ['zypper', '/usr/bin/zypper'],
  ['urpmi', '/usr/sbin/urpmi'],
  ['pacman', '/usr/bin/pacman'],
  ['opkg', '/bin/opkg'],
  ['pkgin', '/opt/local/bin/pkgin'],
  ['macports', '/opt/local/bin/port'],
  ['homebrew', '/usr/local/bin/brew'],
  ['homebrew', '/opt/homebrew/bin/brew'],
  ['apk', '/sbin/apk'],
  ['pkgng', '/usr/sbin/pkg'],
  ['swupd', '/usr/bin/swupd'],
  ['portage', '/usr/bin/emerge'],
  ['xbps', '/usr/bin/xbps-install'],
  ['installp', '/usr/sbin/installp'],
];
const OSTREE = '/run/ostree-booted';
const RPM = '/usr/bin/rpm';

/** Which package manager the host uses. */
export const packageManager: Fact = {
  probes: [`exist package-files ${OSTREE} ${RPM} ${programs.map(([, path]) => path).join(' ')}`],

  parse(entries, known) {
    if (!entries.has('package-files')) return {};
    const files = entries.lines('package-files');
    const installed = programs.filter(([, path]) => files.includes(path)).map(([manager]) => manager);
    return { pkg_mgr: byFamily(known, files, installed) ?? installed.at(-1) ?? 'unknown' };
  },
};

function byFamily(known: Facts, files: readonly string[], installed: readonly string[]): string | undefined {
  switch (known.os_family) {
    case 'RedHat':
      if (files.includes(OSTREE)) return 'atomic_container';
      return installed.includes('yum') || installed.includes('dnf') ? redHatManager(known) : undefined;
    case 'Debian':
      return 'apt';
    case 'Altlinux':
      return installed.includes('apt') && files.includes(RPM) ? 'apt_rpm' : undefined;
    case 'Suse':
      return installed.includes('zypper') ? 'zypper' : undefined;
    case 'OpenBSD':
      return 'openbsd_pkg';
    default:
      return undefined;
  }
}

/** Both programs are there on many releases, one as another name of the other: the release tells which of them it is. */
function redHatManager(known: Facts): string {
  const firstWithDnf: Readonly<Record<string, number>> = { Fedora: 23, Amazon: 2022 };
  const major = Number.parseInt(String(known.distribution_major_version), 10);
  return major < (firstWithDnf[String(known.distribution)] ?? 8) ? 'yum' : 'dnf';
}
