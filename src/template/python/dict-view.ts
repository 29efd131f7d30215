import { repr } from '../display.ts';
import { equal } from '../equal.ts';
import { type Dict, Instance, isLazyDict, type LazyDict, Tuple, type Value } from '../value.ts';

type Kind = 'keys' | 'values' | 'items';

/** What `dict.keys()`, `.values()` and `.items()` give: a live view that can be iterated over and has a length. */
export class DictView extends Instance {
  readonly #dict: Dict | LazyDict;
  readonly #kind: Kind;

  constructor(dict: Dict | LazyDict, kind: Kind) {
    super();
    this.#dict = dict;
    this.#kind = kind;
  }

  override get typeName(): string {
    return `dict_${this.#kind}`;
  }

  override display(): string {
    return `${this.typeName}([${[...this.iterate()].map(repr).join(', ')}])`;
  }

  override attribute(): undefined {
    return undefined;
  }

  override *iterate(): Generator<Value> {
    const dict = this.#dict;
    for (const key of dict.keys()) {
      if (this.#kind === 'keys') yield key;
      else {
        const value = (isLazyDict(dict) ? dict.get(String(key)) : dict.get(key)) ?? null;
        yield this.#kind === 'values' ? value : Tuple.of(key, value);
      }
    }
  }

  override get length(): number {
    return isLazyDict(this.#dict) ? [...this.#dict.keys()].length : this.#dict.size;
  }

  override equals(other: Value): boolean {
    if (this === other) return true;
    if (!(other instanceof DictView) || this.#kind === 'values' || other.length !== this.length) return false;
    const theirs = [...other.iterate()];
    return [...this.iterate()].every((mine) => theirs.some((item) => equal(mine, item)));
  }
}
