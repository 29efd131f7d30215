import { describe, expect, it } from 'vitest';
import { chooseFacts, UnknownSubset } from './subsets.ts';

const setsOf = (...words: string[]) => [...new Set(chooseFacts(words).map(({ name }) => name))];
const minimal = [
  ...[
    'platform',
    'distribution',
    'user',
    'env',
    'date_time',
    'service_mgr',
    'pkg_mgr',
    'python',
    'lsb',
    'cmdline',
    'dns',
  ],
  ...['selinux', 'apparmor', 'fips', 'caps', 'ssh_pub_keys', 'local'],
];
const others = ['chroot', 'loadavg', 'virtual', 'network', 'hardware'];

describe('chooseFacts', () => {
  it.each([
    [['all'], [...minimal, ...others]],
    [['min'], minimal],
    [['!all'], minimal],
    [['!min'], []],
    [['!all', '!min'], []],
    [['network'], [...minimal, 'network']],
    // As the reference does it: without a word that adds, only the minimal sets are there to take from.
    [['!network'], minimal],
    [
      ['all', '!network'],
      [...minimal, 'chroot', 'loadavg', 'virtual', 'hardware'],
    ],
    [['all', '!all'], minimal],
    [
      ['hardware', '!all'],
      [...minimal, 'hardware'],
    ],
    [
      ['!all', '!min', 'network'],
      ['platform', 'distribution', 'network'],
    ],
    [
      ['!all', '!min', 'interfaces'],
      ['platform', 'distribution', 'network'],
    ],
    [
      ['!all', '!min', 'mounts'],
      ['platform', 'hardware'],
    ],
    [
      ['!all', '!min', 'service_mgr'],
      ['platform', 'distribution', 'service_mgr'],
    ],
    [['!all', '!min', 'os_family'], ['distribution']],
    [
      ['!all', '!min', 'virtualization_type', 'is_chroot'],
      ['chroot', 'virtual'],
    ],
    [['!all', '!min', 'facter', '!nonsense'], []],
  ])('%j', (words, expected) => {
    expect(setsOf(...words).sort()).toEqual([...expected].sort());
  });

  it.each(['nonsense', '', 'memtotal_mb'])('refuses `%s`', (word) => {
    expect(() => chooseFacts([word])).toThrow(UnknownSubset);
  });
});
