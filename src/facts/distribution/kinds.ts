import type { Entries } from '../entries.ts';
import type { Facts } from '../fact.ts';

/** What stands where a distribution has no version or code name. */
export const NOT_KNOWN = 'n/a';

/** What is known of a Linux distribution before it is written down as facts; `id` is that of `os-release`, lower case. */
export interface Release {
  readonly entries: Entries;
  readonly os: ReadonlyMap<string, string>;
  readonly id: string;
}

/** A kind of distribution: how it is recognised, and where its facts differ from those of `os-release`. */
export interface Kind {
  readonly variety: string;
  /** The file that the reference says it learned it from. */
  readonly path: string;
  is(release: Release): boolean;
  name(release: Release): string;
  version?(release: Release): string | undefined;
  codename?(release: Release, version: string): string | undefined;
  extra?(release: Release): Facts;
}

/** What the reference adds where it understood the file that it found. */
export const PARSED: Facts = { distribution_file_parsed: true };

/** Debian and those that come from it and are known by `os-release`, by their id. */
const debianNames: ReadonlyMap<string, string> = new Map([
  ['cumulus-linux', 'Cumulus Linux'],
  ['debian', 'Debian'],
  ['deepin', 'Deepin'],
  ['devuan', 'Devuan'],
  ['kali', 'Kali'],
  ['linuxmint', 'Linux Mint'],
  ['parrot', 'Parrot'],
  ['raspbian', 'Debian'],
  ['ubuntu', 'Ubuntu'],
  ['uos', 'Uos'],
]);

/** In the order in which they are asked: derived distributions carry the files of those they come from. */
export const distributionKinds: readonly Kind[] = [
  {
    variety: 'OracleLinux',
    path: '/etc/oracle-release',
    is: ({ entries }) => entries.has('oracle-release'),
    name: () => 'OracleLinux',
    extra: () => ({ ...PARSED, distribution_file_search_string: 'Oracle Linux' }),
  },
  {
    variety: 'Slackware',
    path: '/etc/slackware-version',
    is: ({ entries }) => entries.has('slackware-version'),
    name: () => 'Slackware',
  },
  {
    variety: 'CentOS',
    path: '/etc/centos-release',
    is: ({ entries }) => entries.line('centos-release').startsWith('CentOS Stream'),
    name: () => 'CentOS',
    codename: () => 'Stream',
  },
  {
    variety: 'Altlinux',
    path: '/etc/altlinux-release',
    is: ({ entries }) => entries.has('altlinux-release'),
    name: () => 'Altlinux',
    codename: () => NOT_KNOWN,
    extra: () => ({ ...PARSED, distribution_file_search_string: 'ALT' }),
  },
  {
    variety: 'RedHat',
    path: '/etc/redhat-release',
    is: ({ entries }) => entries.has('redhat-release'),
    name: ({ entries }) => (isRedHat(entries) ? 'RedHat' : (entries.line('redhat-release').split(' ')[0] ?? NOT_KNOWN)),
    version: ({ entries, os, id }) =>
      id === 'centos' || !os.has('VERSION_ID') ? /(\d+(\.\d+)?)/.exec(entries.line('redhat-release'))?.[1] : undefined,
    codename: ({ entries, os }) =>
      os.has('VERSION') ? undefined : /\(([^()]+)\)/.exec(entries.line('redhat-release'))?.[1],
    extra: ({ entries }) => (isRedHat(entries) ? { ...PARSED, distribution_file_search_string: 'Red Hat' } : PARSED),
  },
  {
    variety: 'OpenWrt',
    path: '/etc/openwrt_release',
    is: ({ entries }) => entries.has('openwrt-release'),
    name: () => 'OpenWrt',
  },
  {
    variety: 'Alpine',
    path: '/etc/alpine-release',
    is: ({ entries }) => entries.has('alpine-release'),
    name: () => 'Alpine',
    version: ({ entries }) => entries.line('alpine-release') || undefined,
  },
  {
    variety: 'Archlinux',
    path: '/etc/arch-release',
    is: ({ entries }) => entries.has('arch-release'),
    name: () => 'Archlinux',
    extra: () => ({}),
  },
  {
    variety: 'Debian',
    path: '/etc/os-release',
    is: ({ id }) => debianNames.has(id),
    name: ({ id }) => debianNames.get(id) ?? NOT_KNOWN,
    version: ({ entries, id }) => (id === 'debian' ? debianVersion(entries) : undefined),
    codename: ({ os, id }) => (id === 'cumulus-linux' ? os.get('VERSION') : undefined),
    extra: ({ entries, id }) => ({ ...PARSED, ...debianMinor(entries, id) }),
  },
  {
    variety: 'SUSE',
    path: '/etc/os-release',
    is: ({ os, id }) => /suse|^sle/i.test(id) || /suse/i.test(os.get('ID_LIKE') ?? ''),
    name: ({ os }) => os.get('NAME') ?? NOT_KNOWN,
    codename: ({ id }, version) => version.split('.')[1] ?? (id.includes('tumbleweed') ? '' : '0'),
  },
  {
    variety: 'Amazon',
    path: '/etc/os-release',
    is: ({ id }) => id === 'amzn',
    name: () => 'Amazon',
    extra: ({ os }) => ({ ...PARSED, distribution_minor_version: os.get('VERSION_ID')?.split('.')[1] ?? 'NA' }),
  },
  {
    variety: 'Flatcar',
    path: '/etc/os-release',
    is: ({ id }) => id === 'flatcar',
    name: () => 'Flatcar',
  },
  {
    variety: 'ClearLinux',
    path: '/usr/lib/os-release',
    is: ({ id }) => id === 'clear-linux-os',
    name: ({ os }) => os.get('NAME') ?? NOT_KNOWN,
    codename: ({ id }) => id,
  },
  {
    variety: 'NA',
    path: '/etc/os-release',
    is: ({ os }) => os.size > 0,
    name: ({ os }) => os.get('NAME') ?? NOT_KNOWN,
  },
];

function isRedHat(entries: Entries): boolean {
  return entries.line('redhat-release').includes('Red Hat');
}

/** Debian's point release, which `os-release` leaves out; `trixie/sid` is no version. */
function debianVersion(entries: Entries): string | undefined {
  return /^\d+(\.\d+)*$/.exec(entries.line('debian-version'))?.[0];
}

function debianMinor(entries: Entries, id: string): Facts {
  const minor = id === 'debian' || id === 'raspbian' ? debianVersion(entries)?.split('.')[1] : undefined;
  return minor === undefined ? {} : { distribution_minor_version: minor };
}
