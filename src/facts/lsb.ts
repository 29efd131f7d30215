import { parseOsRelease } from './distribution/os-release.ts';
import type { Fact } from './fact.ts';

const fields: Readonly<Record<string, string>> = {
  ...{ 'Distributor ID': 'id', Description: 'description', Release: 'release', Codename: 'codename' },
  ...{ DISTRIB_ID: 'id', DISTRIB_DESCRIPTION: 'description', DISTRIB_RELEASE: 'release', DISTRIB_CODENAME: 'codename' },
};

/** What the Linux Standard Base's `lsb_release` says, or the file that it reads. */
export const lsb: Fact = {
  // The program is slow where it is a script, and prints no more than the file where there is one.
  probes: [
    'show lsb-release /etc/lsb-release',
    'if [ ! -r /etc/lsb-release ] && have lsb_release; then run lsb-command limited 5 lsb_release -a; fi',
  ],

  parse(entries) {
    const file = [...parseOsRelease(entries.text('lsb-release'))];
    const printed = entries.lines('lsb-command').map((line) => line.split(/:\s*/, 2));
    const found: Record<string, string> = {};
    for (const [name = '', value = ''] of [...file, ...printed]) {
      const field = fields[name];
      if (field !== undefined) found[field] = value;
    }
    const major = found.release?.split('.')[0];
    return { lsb: major === undefined ? found : { ...found, major_release: major } };
  },
};
