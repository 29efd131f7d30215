import type { Bindings } from '../template/binding.ts';

/** A role in one use, with the variables it brings: the same role with other parameters is another. */
export interface Role {
  readonly name: string;
  readonly path: string;
  readonly defaults: Bindings;
  readonly vars: Bindings;
  readonly params: Bindings;
  /** Whether a task (`import_role`, `include_role`) names it. */
  readonly byTask: boolean;
  /** Equal for uses that are one and the same to a play: of one role, with the same parameters, conditions, tags and files. */
  readonly use: string;
  /** Whether it says that it may be done again on a host that an equal use has been done on (`allow_duplicates`). */
  readonly repeatable: boolean;
  /** The roles inside of which this one is used, as a dependency or by a task, outermost first. */
  readonly parents: readonly Role[];
  /** The collection it lives in, or undefined. */
  readonly collection: string | undefined;
}

/** A role's name with that of its collection, as tasks and handlers are called by. */
export function qualifiedName({ name, collection }: Pick<Role, 'name' | 'collection'>): string {
  return collection === undefined ? name : `${collection}.${name}`;
}

/** Whether a role is here because another depends on it. */
export function isDependency({ byTask, parents }: Role): boolean {
  return !byTask && parents.length > 0;
}

/** A role and those around it, outermost first; none of a task without a role. */
export function roleChain(role: Role | undefined): readonly Role[] {
  return role === undefined ? [] : [...role.parents, role];
}

/** Their folders, the innermost first. */
export function rolePaths(role: Role | undefined): string[] {
  return roleChain(role)
    .map(({ path }) => path)
    .reverse();
}
