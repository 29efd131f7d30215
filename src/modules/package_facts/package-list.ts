/** An installed package as Ansible describes it; which of the rest is there depends on the package manager. */
export interface Package {
  readonly name: string;
  readonly version: string;
  readonly source: string;
  readonly [field: string]: string | number | null;
}

/** A package manager: what lists its packages, and how a line of the list is read. */
export interface PackageList {
  /** The program that must be there. */
  readonly program: string;
  /** POSIX shell that prints a package a line. */
  readonly script: string;
  /** `undefined` for a line that is no installed package. */
  parse(line: string): Package | undefined;
}

/** By the names of the `manager` argument, in the order in which `auto` looks for them. */
export const packageLists: Readonly<Record<string, PackageList>> = {
  apt: {
    program: 'dpkg-query',
    script: `dpkg-query -W -f '\${db:Status-Abbrev}\\t\${Package}\\t\${Version}\\t\${Architecture}\\t\${Section}\\n'`,
    parse: (line) => {
      const [status = '', name, version = '', arch = '', category = ''] = line.split('\t');
      // The second letter is what the package is; `i` is installed whole.
      return name && status[1] === 'i' ? { name, version, arch, category, source: 'apt' } : undefined;
    },
  },
  rpm: {
    program: 'rpm',
    script: `rpm -qa --qf '%{NAME}\\t%{EPOCH}\\t%{VERSION}\\t%{RELEASE}\\t%{ARCH}\\n'`,
    parse: (line) => {
      const [name, epoch = '', version = '', release = '', arch = ''] = line.split('\t');
      const numbers = { epoch: /^\d+$/.test(epoch) ? Number(epoch) : null, arch: arch === '(none)' ? null : arch };
      return name ? { name, version, release, ...numbers, source: 'rpm' } : undefined;
    },
  },
  apk: {
    program: 'apk',
    script: 'apk info -v',
    parse: (line) => {
      const [, name, version, release] = /^(.+)-([^-]+)-(r\d+)$/.exec(line) ?? [];
      return name && version && release ? { name, version, release, source: 'apk' } : undefined;
    },
  },
  pacman: {
    program: 'pacman',
    script: `LC_ALL=C pacman -Qi | awk -F ' *: ' '/^Name/ {n=$2} /^Version/ {v=$2} /^Architecture/ {print n "\\t" v "\\t" $2}'`,
    parse: (line) => {
      const [name, version = '', arch = ''] = line.split('\t');
      return name ? { name, version, arch, source: 'pacman' } : undefined;
    },
  },
};
