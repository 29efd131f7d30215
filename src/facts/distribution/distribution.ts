import type { Entries } from '../entries.ts';
import type { Fact, Facts } from '../fact.ts';
import { distributionKinds, NOT_KNOWN, PARSED, type Release } from './kinds.ts';
import { osFamily } from './os-family.ts';
import { parseOsRelease } from './os-release.ts';

/** The files that name a distribution, by the entry that they are printed as. */
const releaseFiles: Readonly<Record<string, string>> = {
  'debian-version': '/etc/debian_version',
  'redhat-release': '/etc/redhat-release',
  'centos-release': '/etc/centos-release',
  'oracle-release': '/etc/oracle-release',
  'altlinux-release': '/etc/altlinux-release',
  'alpine-release': '/etc/alpine-release',
  'arch-release': '/etc/arch-release',
  'slackware-version': '/etc/slackware-version',
  'openwrt-release': '/etc/openwrt_release',
  'lsb-release': '/etc/lsb-release',
};

/** Which distribution a host runs, from the files that distributions put into `/etc`. */
export const distribution: Fact = {
  probes: [
    'first os-release /etc/os-release /usr/lib/os-release',
    ...Object.entries(releaseFiles).map(([entry, file]) => `show ${entry} ${file}`),
    'if have sw_vers; then run sw-vers sw_vers; fi',
    'run uname uname -snrvm',
  ],

  parse(entries) {
    const system = entries.line('uname').split(' ')[0] ?? '';
    const found = system === 'Linux' || system === '' ? linux(entries) : otherSystem(system, entries);
    return { ...found, os_family: osFamily(String(found.distribution)) };
  },
};

function linux(entries: Entries): Facts {
  const os = parseOsRelease(entries.text('os-release'));
  const release: Release = { entries, os, id: (os.get('ID') ?? '').toLowerCase() };
  const kind = distributionKinds.find((candidate) => candidate.is(release));
  const version = kind?.version?.(release) ?? os.get('VERSION_ID') ?? NOT_KNOWN;
  const codename = kind?.codename?.(release, version) ?? codenameOf(release);
  const facts = {
    distribution: kind?.name(release) ?? 'N/a',
    distribution_version: version,
    distribution_major_version: version.split('.')[0] ?? NOT_KNOWN,
    distribution_release: codename,
  };
  if (kind === undefined) return facts;
  const file = { distribution_file_path: kind.path, distribution_file_variety: kind.variety };
  return { ...facts, ...file, ...(kind.extra?.(release) ?? PARSED) };
}

/** `VERSION_CODENAME`, else what stands in brackets in `VERSION`, else what lsb-release(5) says. */
function codenameOf({ entries, os }: Release): string {
  const written = os.get('VERSION_CODENAME') ?? /\(([^\d()]+)\)/.exec(os.get('VERSION') ?? '')?.[1];
  return written ?? parseOsRelease(entries.text('lsb-release')).get('DISTRIB_CODENAME') ?? NOT_KNOWN;
}

/** Of other systems no more than `uname` and, on macOS, `sw_vers` say. */
function otherSystem(system: string, entries: Entries): Facts {
  const product = /ProductVersion:\s*(\S+)/.exec(entries.text('sw-vers'))?.[1];
  const version = product ?? entries.line('uname').split(' ')[2] ?? NOT_KNOWN;
  return {
    distribution: system === 'Darwin' ? 'MacOSX' : system,
    distribution_version: version,
    distribution_major_version: version.split('.')[0] ?? NOT_KNOWN,
    distribution_release: entries.line('uname').split(' ')[2] ?? NOT_KNOWN,
  };
}
