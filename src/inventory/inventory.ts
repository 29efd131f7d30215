import type { Binding } from '../template/binding.ts';

/** A group of the inventory. `vars` are those that the inventory source itself gives; vars files are layered over them elsewhere. */
export interface Group {
  readonly name: string;
  readonly children: Set<string>;
  readonly parents: Set<string>;
  readonly hosts: Set<string>;
  readonly vars: Map<string, Binding>;
}

/** A host as the inventory names it. Where to connect to is worked out from its variables, not kept here. */
export interface Host {
  readonly name: string;
  readonly groups: Set<string>;
  readonly vars: Map<string, Binding>;
  /** `localhost` that no inventory named: matched by its name only, never by `all`. */
  readonly implicit: boolean;
}
