import { isUnsafe, noteUnsafe } from '../unsafe.ts';
import type { Value } from '../value.ts';

/** The names that one level of a template has set: a loop's turn, a macro's call, or the template itself. */
export class Scope {
  readonly parent: Scope | undefined;
  readonly #names = new Map<string, Value>();
  /** Those that unsafe text may be in. */
  #unsafe: Set<string> | undefined;

  constructor(parent?: Scope) {
    this.parent = parent;
  }

  set(name: string, value: Value): void {
    this.#names.set(name, value);
    if (isUnsafe()) {
      this.#unsafe ??= new Set();
      this.#unsafe.add(name);
    } else this.#unsafe?.delete(name);
  }

  /** The value in this level or the nearest one around it. */
  get(name: string): Value | undefined {
    for (let scope: Scope | undefined = this; scope !== undefined; scope = scope.parent) {
      const value = scope.#names.get(name);
      if (value === undefined) continue;
      if (scope.#unsafe?.has(name)) noteUnsafe();
      return value;
    }
    return undefined;
  }

  /** What this level itself has set. */
  get own(): ReadonlyMap<string, Value> {
    return this.#names;
  }

  /** The names of this level and those around it. */
  *names(): Generator<string> {
    for (let scope: Scope | undefined = this; scope !== undefined; scope = scope.parent) yield* scope.#names.keys();
  }
}
