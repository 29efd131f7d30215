/** Distributions by the family that Ansible counts them to (documentation of `ansible_os_family`). */
const families: Readonly<Record<string, readonly string[]>> = {
  RedHat: [
    ...[
      'RedHat',
      'RHEL',
      'Fedora',
      'CentOS',
      'Scientific',
      'SLC',
      'Ascendos',
      'CloudLinux',
      'PSBM',
      'OracleLinux',
      'OVS',
    ],
    ...[
      'OEL',
      'Amazon',
      'Amazon Linux',
      'Virtuozzo',
      'XenServer',
      'Alibaba',
      'EulerOS',
      'openEuler',
      'AlmaLinux',
      'Rocky',
    ],
    ...['TencentOS', 'EuroLinux', 'Kylin Linux Advanced Server', 'MIRACLE'],
  ],
  Debian: [
    ...['Debian', 'Ubuntu', 'Raspbian', 'Neon', 'KDE neon', 'Linux Mint', 'SteamOS', 'Devuan', 'Kali', 'Cumulus Linux'],
    ...['Pop!_OS', 'Parrot', 'Pardus GNU/Linux', 'Uos', 'Deepin', 'OSMC'],
  ],
  Suse: [
    ...[
      'SuSE',
      'SLES',
      'SLED',
      'openSUSE',
      'openSUSE Tumbleweed',
      'SLES_SAP',
      'SUSE_LINUX',
      'openSUSE Leap',
      'ALP-Dolomite',
    ],
  ],
  Archlinux: ['Archlinux', 'Antergos', 'Manjaro'],
  Mandrake: ['Mandrake', 'Mandriva'],
  Solaris: ['Solaris', 'Nexenta', 'OmniOS', 'OpenIndiana', 'SmartOS'],
  Gentoo: ['Gentoo', 'Funtoo'],
  ClearLinux: ['Clear Linux OS', 'Clear Linux Mix'],
  SMGL: ['SMGL'],
  Darwin: ['MacOSX'],
};

const familyOf = new Map(Object.entries(families).flatMap(([family, names]) => names.map((name) => [name, family])));

/** The family of a distribution; one of no family is its own. */
export function osFamily(distribution: string): string {
  return familyOf.get(distribution) ?? distribution;
}
