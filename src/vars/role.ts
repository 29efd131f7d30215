import type { Bindings } from '../template/binding.ts';

/** A role in one use, with the variables it brings: the same role with other parameters is another. */
export interface Role {
  readonly name: string;
  readonly path: string;
  readonly defaults: Bindings;
  readonly vars: Bindings;
  readonly params: Bindings;
  /** The roles that pulled this one in as a dependency, outermost first. */
  readonly parents: readonly Role[];
  /** The collection it lives in, or undefined. */
  readonly collection: string | undefined;
}
