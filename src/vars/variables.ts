import type { Host, Inventory } from '../inventory/inventory.ts';

import type { Node } from '../source/node.ts';
import type { World } from '../template/context.ts';
import { noteUnsafe } from '../template/unsafe.ts';
import type { LazyDict, Value } from '../template/value.ts';
import { HostStore } from './host-store.ts';
import { impliedBy } from './implied.ts';
import type { InventoryLayers } from './inventory-layers.ts';
import {
  hostMagic,
  hostName,
  type PlayFacts,
  playMagic,
  type RunFacts,
  roleMagic,
  runMagic,
  taskMagic,
} from './magic.ts';
import type { Layer } from './precedence.ts';
import { type Role, roleChain, rolePaths } from './role.ts';
import { Scope } from './scope.ts';
import type { TaskPlace } from './search-path.ts';

/** What the variables of a run are made of. */
export interface VariableSources {
  readonly inventory: Inventory;
  readonly inventoryLayers: InventoryLayers;
  readonly extraVars: Layer;
  readonly run: RunFacts;
  /** The folder of the first playbook, for what is looked at outside of a play. */
  readonly folder: string;
  world(place: TaskPlace): World;
}

/** Variables that a play adds for each of its hosts, and what the magic variables tell of it. */
export interface PlayVariables extends PlayFacts {
  /** `play vars`, `play vars_prompt` and `play vars_files`, weakest first; `scope` is what the host knows without them. */
  layers(scope: Scope): readonly Layer[];
}

/** What of a task decides which variables it sees. */
export interface TaskVariables {
  readonly file: string;
  readonly role: Role | undefined;
  /** Those of its blocks and its own, outermost first. */
  readonly vars: readonly Layer[];
  readonly keywords: ReadonlyMap<string, Node>;
}

/** Puts together what a task on a host sees. Keeps what the run learns about hosts; everything else is looked up where it stands. */
export class Variables {
  readonly #sources: VariableSources;
  readonly #stores = new Map<string, HostStore>();
  readonly #runMagic: Layer;

  constructor(sources: VariableSources) {
    this.#sources = sources;
    this.#runMagic = runMagic(sources.run, sources.inventory, this.#hostvars());
  }

  /** Whether extra vars set a variable, against which nothing else counts. */
  isExtra(name: string): boolean {
    return this.#sources.extraVars.vars.has(name);
  }

  /** What has been learned about a host. */
  store(host: string): HostStore {
    const known = this.#stores.get(host);
    if (known !== undefined) return known;
    const store = new HostStore();
    this.#stores.set(host, store);
    return store;
  }

  /** What is known of a host outside of any play: what `hostvars[host]` gives. */
  ofHost(host: Host, folder = this.#sources.folder): Scope {
    const store = this.store(host.name);
    const layers = [
      ...this.#sources.inventoryLayers.of(host, folder),
      store.factLayer,
      store.includedLayer,
      store.setLayer,
      this.#sources.extraVars,
      this.#runMagic,
      hostMagic(host, this.#sources.inventory),
    ];
    return new Scope(layers, this.#sources.world({ file: folder, folder, roles: [] }));
  }

  /** What a play sees before any of its hosts: `hosts`, `serial` and the like. */
  ofPlay(play: PlayVariables): Scope {
    const world = this.#sources.world({ file: play.folder, folder: play.folder, roles: [] });
    const base = [this.#sources.extraVars, this.#runMagic, playMagic(play)];
    return new Scope([...play.layers(new Scope(base, world)), ...base], world);
  }

  /** What a task sees on a host; `included` are the variables of the includes around it. */
  ofTask(host: Host, play: PlayVariables, task: TaskVariables, included: readonly Layer[]): Scope {
    const store = this.store(host.name);
    const folder = play.folder;
    const { role } = task;
    const place = { file: task.file, folder, roles: rolePaths(role) };
    const below = [
      ...roleDefaults(play.roles, role),
      ...this.#sources.inventoryLayers.of(host, folder),
      store.factLayer,
    ];
    const above = [
      ...roleVars(play.roles, role),
      ...task.vars,
      store.includedLayer,
      store.setLayer,
      ...roleParams(role),
      ...included,
      this.#sources.extraVars,
      this.#runMagic,
      hostMagic(host, this.#sources.inventory),
      playMagic(play),
      taskMagic(place),
      ...(role === undefined ? [] : [roleMagic(role)]),
    ];
    const world = this.#sources.world(place);
    const layers = [...below, ...play.layers(new Scope([...below, ...above], world)), ...above];
    const words = { userKeyword: task.keywords.get('remote_user'), user: this.#sources.run.user };
    const scope = new Scope([impliedBy(host, layers, words), ...layers], world);
    return scope.over(varsLayer(scope));
  }

  #hostvars(): LazyDict {
    const { inventory } = this.#sources;
    return {
      lazy: true,
      get: (name) => {
        const host = inventory.host(name);
        return host === undefined ? undefined : scopeDict(this.ofHost(host));
      },
      keys: () => hostNames(inventory),
    };
  }
}

/** Every host, and the machine that runbook runs on, which needs no entry in the inventory. */
function* hostNames({ hosts }: Inventory): Generator<string> {
  for (const name of hosts.keys()) yield hostName(name);
  if (!localNames.some((name) => hosts.has(name))) yield 'localhost';
}

const localNames = ['localhost', '127.0.0.1', '::1'];

/** A scope as a template sees it under `vars` or `hostvars[host]`: of what misses a variable, the text of the template. */
function scopeDict(scope: Scope): LazyDict {
  return { lazy: true, get: (name): Value | undefined => scope.getOrText(name), keys: () => namesOf(scope) };
}

/** Those that would lead to every variable of every host again. */
const endless: readonly string[] = ['hostvars', 'vars'];

/** Names of variables are unsafe together, since those of facts are the host's. */
function namesOf(scope: Scope): string[] {
  noteUnsafe();
  return [...scope.names()].filter((name) => !endless.includes(name));
}

const varsLayer = (scope: Scope): Layer => ({
  name: 'magic',
  vars: new Map([['vars', { value: scopeDict(scope), safe: true }]]),
});

function roleDefaults(roles: readonly Role[], own: Role | undefined): Layer[] {
  return [...roles, ...roleChain(own)].map((role) => ({ name: 'role defaults', vars: role.defaults, from: role.name }));
}

function roleVars(roles: readonly Role[], own: Role | undefined): Layer[] {
  return [...roles, ...roleChain(own)].map((role) => ({ name: 'role vars', vars: role.vars, from: role.name }));
}

function roleParams(own: Role | undefined): Layer[] {
  return roleChain(own).map((role) => ({ name: 'role params', vars: role.params, from: role.name }));
}
