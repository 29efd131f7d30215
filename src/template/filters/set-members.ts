import { equal } from '../equal.ts';
import { hashKey, isUnhashable } from '../python/hash-key.ts';
import { listOf } from '../python/iterate.ts';
import { failure, refuse } from '../refuse.ts';
import { aTypeName } from '../type-name.ts';
import { isList, Tuple, Undefined, type Value } from '../value.ts';

/** Values each once, in the order in which they came; what Python can hash is found without going through all. */
export class MemberSet {
  readonly items: Value[] = [];
  readonly #keys = new Set<string>();
  readonly #others: Value[] = [];

  constructor(values: Iterable<Value> = []) {
    for (const value of values) this.add(value);
  }

  /** Adds a value; says whether it was new. */
  add(value: Value, key: Value = value): boolean {
    if (this.has(key)) return false;
    const hash = hashKey(key);
    if (hash === undefined) this.#others.push(key);
    else this.#keys.add(hash);
    this.items.push(value);
    return true;
  }

  has(value: Value): boolean {
    const hash = hashKey(value);
    if (hash !== undefined) return this.#keys.has(hash);
    return this.#others.some((other) => equal(other, value));
  }

  within(other: MemberSet): Value[] {
    return this.items.filter((item) => other.has(item));
  }

  without(other: MemberSet): Value[] {
    return this.items.filter((item) => !other.has(item));
  }
}

/** What `a + b` is made of, where one of them is no set of Python's: two lists, and nothing else. */
export function addedItems(left: Value, right: Value): Value[] {
  for (const value of [left, right]) if (value instanceof Undefined) refuse(value);
  const isPlain = (value: Value) => isList(value) && !(value instanceof Tuple);
  const adds = isUnhashable(left) || isUnhashable(right);
  if (adds && !(isPlain(left) && isPlain(right)))
    throw failure(`${aTypeName(left)} and ${aTypeName(right)} are not two lists`);
  return [...listOf(left), ...listOf(right)];
}

/** The items of a list as a set. */
export function membersOf(value: Value): MemberSet {
  return new MemberSet(listOf(value));
}
