import { describe, expect, it } from 'vitest';
import { entriesOf, factCases, factFixture } from '../../../test/rig/fact-entries.ts';
import { readEntries } from '../entries.ts';
import { distribution } from './distribution.ts';

// Captured with these files in /etc; the answers are those of ansible-core 2.14. Where it was wrong or knew less they are ours: CentOS 6
// and Ubuntu 14.04 (without lsb_release), Manjaro's code name, Funtoo (which it takes for Clear Linux).
describe('distribution', () => {
  it.each(factCases('distribution'))('%s', (name) => {
    const entries = readEntries(factFixture(`distribution/${name}.txt`));
    if (entries === undefined) throw new Error(`${name}.txt is no output of the probe script`);
    expect(distribution.parse(entries, {})).toEqual(JSON.parse(factFixture(`distribution/${name}.json`)));
  });

  it.each([
    [
      'macOS',
      {
        uname: 'Darwin mac 22.6.0 Darwin Kernel Version 22.6.0 arm64',
        'sw-vers': 'ProductName:\tmacOS\nProductVersion:\t13.5\n',
      },
      ['MacOSX', '13.5', '13', '22.6.0', 'Darwin'],
    ],
    [
      'FreeBSD',
      { uname: 'FreeBSD fb 13.2-RELEASE FreeBSD 13.2 amd64' },
      ['FreeBSD', '13.2-RELEASE', '13', '13.2-RELEASE', 'FreeBSD'],
    ],
  ])('%s', (_, texts: Record<string, string>, [name, version, major, release, family]) => {
    expect(distribution.parse(entriesOf(texts), {})).toEqual({
      distribution: name,
      distribution_version: version,
      distribution_major_version: major,
      distribution_release: release,
      os_family: family,
    });
  });
});
