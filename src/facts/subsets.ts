import { apparmor } from './apparmor.ts';
import { capabilities } from './capabilities.ts';
import { chroot } from './chroot.ts';
import { dateTime } from './date-time.ts';
import { devices } from './devices.ts';
import { distribution } from './distribution/distribution.ts';
import { dmi } from './dmi.ts';
import { dns } from './dns.ts';
import { environment } from './environment.ts';
import type { Fact } from './fact.ts';
import { fips } from './fips.ts';
import { kernelCommandLine } from './kernel-command-line.ts';
import { loadAverage } from './load-average.ts';
import { local } from './local.ts';
import { lsb } from './lsb.ts';
import { lvm } from './lvm.ts';
import { memory } from './memory.ts';
import { mounts } from './mounts.ts';
import { network } from './network/network.ts';
import { packageManager } from './package-manager.ts';
import { platform } from './platform.ts';
import { processor } from './processor.ts';
import { python } from './python.ts';
import { selinux } from './selinux.ts';
import { serviceManager } from './service-manager.ts';
import { sshHostKeys } from './ssh-host-keys.ts';
import { uptime } from './uptime.ts';
import { user } from './user.ts';
import { virtualization } from './virtualization.ts';

/** What `gather_subset` can name: a set of facts, other names for it, and the sets that its facts build on. */
interface Subset {
  readonly facts: readonly Fact[];
  /** Gathered whenever nothing says otherwise. */
  readonly minimal?: true;
  readonly aliases?: readonly string[];
  readonly needs?: readonly string[];
}

/** In the order in which they are gathered: what others build on first, what may have to be waited for last. */
const subsets: Readonly<Record<string, Subset>> = {
  platform: {
    facts: [platform],
    minimal: true,
    aliases: ['system', 'kernel', 'kernel_version', 'machine', 'machine_id', 'architecture'],
  },
  distribution: {
    facts: [distribution],
    minimal: true,
    aliases: ['distribution_version', 'distribution_release', 'distribution_major_version', 'os_family'],
  },
  user: {
    facts: [user],
    minimal: true,
    aliases: [
      ...['user_id', 'user_uid', 'user_gid', 'user_gecos', 'user_dir', 'user_shell'],
      ...['real_user_id', 'effective_user_id', 'effective_group_ids'],
    ],
  },
  env: { facts: [environment], minimal: true },
  date_time: { facts: [dateTime], minimal: true },
  service_mgr: { facts: [serviceManager], minimal: true, needs: ['platform', 'distribution'] },
  pkg_mgr: { facts: [packageManager], minimal: true, needs: ['distribution'] },
  python: { facts: [python], minimal: true, aliases: ['python_version'] },
  lsb: { facts: [lsb], minimal: true },
  cmdline: { facts: [kernelCommandLine], minimal: true },
  dns: { facts: [dns], minimal: true },
  selinux: { facts: [selinux], minimal: true },
  apparmor: { facts: [apparmor], minimal: true },
  fips: { facts: [fips], minimal: true },
  caps: { facts: [capabilities], minimal: true, aliases: ['system_capabilities', 'system_capabilities_enforced'] },
  ssh_pub_keys: {
    facts: [sshHostKeys],
    minimal: true,
    aliases: ['ssh_host_pub_keys', ...['dsa', 'rsa', 'ecdsa', 'ed25519'].map((kind) => `ssh_host_key_${kind}_public`)],
  },
  chroot: { facts: [chroot], aliases: ['is_chroot'] },
  loadavg: { facts: [loadAverage] },
  virtual: {
    facts: [virtualization],
    aliases: ['type', 'role', 'tech_guest', 'tech_host'].map((name) => `virtualization_${name}`),
  },
  network: {
    facts: [network],
    aliases: ['interfaces', 'default_ipv4', 'default_ipv6', 'all_ipv4_addresses', 'all_ipv6_addresses'],
    needs: ['platform', 'distribution'],
  },
  hardware: {
    facts: [memory, processor, uptime, dmi, devices, lvm, mounts],
    aliases: ['processor', 'processor_cores', 'processor_count', 'mounts', 'devices'],
    needs: ['platform'],
  },
  local: { facts: [local], minimal: true },
};

/** Sets of the reference that need programs or hardware of their own; naming one is no mistake and gathers nothing. */
const NOT_GATHERED = ['facter', 'ohai', 'iscsi', 'fibre_channel_wwn', 'nvme'];

const names = Object.keys(subsets);
const minimal = names.filter((name) => subsets[name]?.minimal);
const canonical = new Map(
  names.flatMap((name) => [name, ...(subsets[name]?.aliases ?? [])].map((alias) => [alias, name] as const)),
);

/** A word of `gather_subset` that names no set of facts; `known` lists those there are. */
export class UnknownSubset extends Error {
  readonly word: string;
  readonly known: readonly string[];

  constructor(word: string) {
    super(`\`${word}\` is no subset of facts`);
    this.name = 'UnknownSubset';
    this.word = word;
    this.known = ['all', 'min', ...canonical.keys(), ...NOT_GATHERED].sort();
  }
}

/** A fact to gather, with the name of its set. */
export interface ChosenFact {
  readonly name: string;
  readonly fact: Fact;
}

/**
 * The facts that the words of `gather_subset` choose, in the order in which they are gathered. As in the reference, the minimal sets
 * are in unless `!min` is said, sets are added, and those with `!` taken away, but never one that was named by itself. Throws
 * {@link UnknownSubset}.
 */
export function chooseFacts(words: readonly string[]): ChosenFact[] {
  const named = words.filter((word) => !word.startsWith('!')).flatMap(expand);
  const excluded = words.filter((word) => word.startsWith('!')).flatMap((word) => expandExcluded(word.slice(1)));
  const own = words.filter((word) => !['all', 'min'].includes(word)).map((word) => canonical.get(word));
  const chosen = [...minimal, ...named].filter((name) => !excluded.includes(name) || own.includes(name));
  const needed = new Set(chosen.flatMap((name) => [name, ...(subsets[name]?.needs ?? [])]));
  return factsOf(names.filter((name) => needed.has(name)));
}

/** The facts of sets by their names, as the probe script's first entry lists them. */
export function factsOf(setNames: readonly string[]): ChosenFact[] {
  return setNames.flatMap((name) => (subsets[name]?.facts ?? []).map((fact) => ({ name, fact })));
}

function expand(word: string): readonly string[] {
  if (word === 'all') return names;
  if (word === 'min') return minimal;
  if (NOT_GATHERED.includes(word)) return [];
  const name = canonical.get(word);
  if (name === undefined) throw new UnknownSubset(word);
  return [name];
}

/** `!all` leaves the minimal sets; a set that is not known cannot be gathered anyway. */
function expandExcluded(word: string): readonly string[] {
  if (word === 'all') return names.filter((name) => !minimal.includes(name));
  if (word === 'min') return minimal;
  const name = canonical.get(word);
  return name === undefined ? [] : [name];
}
