import { isIP } from 'node:net';
import type { Host, Inventory } from '../inventory/inventory.ts';
import { isPlainName } from '../inventory/plain-name.ts';
import { noteUnsafe } from '../template/unsafe.ts';
import { dict, type LazyDict, omit, type Value } from '../template/value.ts';
import { lazyLayer } from './lazy-layer.ts';
import type { Layer } from './precedence.ts';
import { isDependency, qualifiedName, type Role, roleChain, rolePaths } from './role.ts';
import { rootsOf, type TaskPlace } from './search-path.ts';

/** What the run is like, for the magic variables that tell. */
export interface RunFacts {
  readonly check: boolean;
  readonly diff: boolean;
  readonly forks: number;
  readonly verbosity: number;
  /** The release of Ansible that playbooks are told, with three numbers. */
  readonly ansibleVersion: string;
  readonly limit: string | undefined;
  readonly tags: readonly string[];
  readonly skipTags: readonly string[];
  readonly inventorySources: readonly string[];
  /** The user that `--user` names. */
  readonly user?: string | undefined;
}

/** What a play is at. */
export interface PlayFacts {
  readonly name: string;
  readonly folder: string;
  readonly roles: readonly Role[];
  /** The names of those that `roles:` or a task names, not only a dependency. */
  readonly roleNames: readonly string[];
  /** Every host the play is for. */
  readonly all: readonly string[];
  /** Those of them that are still in it, and those of the current batch. */
  active(): readonly string[];
  batch(): readonly string[];
}

/** The magic variables that are the same for every task of a run. */
export function runMagic(run: RunFacts, inventory: Inventory, hostvars: LazyDict): Layer {
  return lazyLayer('magic', {
    omit: () => omit,
    groups: () => groups(inventory),
    hostvars: () => hostvars,
    ansible_check_mode: () => run.check,
    ansible_diff_mode: () => run.diff,
    ansible_forks: () => run.forks,
    ansible_verbosity: () => run.verbosity,
    ansible_limit: () => run.limit,
    ansible_run_tags: () => (run.tags.length === 0 ? ['all'] : [...run.tags]),
    ansible_skip_tags: () => [...run.skipTags],
    ansible_inventory_sources: () => [...run.inventorySources],
    ansible_version: () => versionFacts(run.ansibleVersion),
    ansible_config_file: () => null,
    ansible_playbook_python: () => '/usr/bin/python3',
    inventory_dir: () => inventory.folders[0],
    inventory_file: () => run.inventorySources[0],
  });
}

/** A release as `ansible_version` tells it, whole and by its numbers. */
function versionFacts(release: string): Value {
  const [major = 0, minor = 0, revision = 0] = release.split('.').map(Number);
  return dict({ full: release, major, minor, revision, string: release });
}

function groups(inventory: Inventory): Value {
  const names = [...inventory.groups.keys()];
  return new Map<Value, Value>(
    names.map((name) => [hostName(name), inventory.hostsOf(name).map((host) => hostName(host.name))]),
  );
}

/** The name of a host or group, after whoever evaluates has been told if it may be more than a name. */
export function hostName(name: string): string {
  if (!isPlainName(name)) noteUnsafe();
  return name;
}

/** A name up to its first dot; an address has no shorter name. */
function shortName(name: string): string | undefined {
  return isIP(name) === 0 ? name.split('.')[0] : name;
}

/** The magic variables of a host. */
export function hostMagic(host: Host, inventory: Inventory): Layer {
  return lazyLayer('magic', {
    inventory_hostname: () => hostName(host.name),
    inventory_hostname_short: () => shortName(hostName(host.name)),
    group_names: () => inventory.groupNames(host).map(hostName),
  });
}

/** The magic variables of a play. */
export function playMagic(play: PlayFacts): Layer {
  const roleNames = () => [...new Set(play.roleNames)];
  const dependencies = () => [...new Set(play.roles.filter(isDependency).map(qualifiedName))];
  return lazyLayer('magic', {
    ansible_play_name: () => play.name,
    playbook_dir: () => play.folder,
    ansible_play_hosts_all: () => play.all.map(hostName),
    ansible_play_hosts: () => play.active().map(hostName),
    ansible_play_batch: () => play.batch().map(hostName),
    play_hosts: () => play.batch().map(hostName),
    ansible_role_names: () => [...new Set([...roleNames(), ...dependencies()])],
    ansible_play_role_names: roleNames,
    role_names: roleNames,
    ansible_dependent_role_names: dependencies,
  });
}

/** The magic variables that tell where a task stands. */
export function taskMagic(place: TaskPlace): Layer {
  return lazyLayer('magic', { ansible_search_path: () => rootsOf(place) });
}

/** The magic variables of a task in a role. */
export function roleMagic(role: Role): Layer {
  return lazyLayer('magic', {
    role_name: () => role.name,
    role_path: () => role.path,
    ansible_role_name: () => qualifiedName(role),
    ansible_collection_name: () => role.collection,
    ...(role.byTask ? callers(role.parents) : {}),
  });
}

/** What the tags in a role may say of the role whose task includes it. */
export function callerMagic(caller: Role | undefined): Layer {
  return lazyLayer('magic', callers(roleChain(caller)));
}

/** The roles that a role was called from, the innermost first; without any these variables do not exist. */
function callers(roles: readonly Role[]): Readonly<Record<string, () => Value>> {
  if (roles.length === 0) return {};
  return {
    ansible_parent_role_names: () => roles.map(qualifiedName).reverse(),
    ansible_parent_role_paths: () => rolePaths(roles.at(-1)),
  };
}
