import { required } from '../parameters.ts';
import { isUnhashable } from '../python/hash-key.ts';
import { iterate } from '../python/iterate.ts';
import { failure, undefinedError } from '../refuse.ts';
import { truthy } from '../truthy.ts';
import { Undefined, type Value } from '../value.ts';
import { attributeGetter } from './attribute-getter.ts';
import { type Filter, filter } from './filter.ts';
import { ignoreCase } from './ignore-case.ts';
import { addedItems, MemberSet, membersOf } from './set-members.ts';

/** Filters that take lists for sets. */
export const setFilters = {
  /** `items | unique(case_sensitive, attribute)`: each once, the first of those that are equal. */
  unique: filter(
    { case_sensitive: false, attribute: null },
    (value, { case_sensitive, attribute }) => {
      const get = wholeItem(attribute, attributeGetter(attribute));
      if (value instanceof Undefined) throw attribute === null ? undefinedError(value) : failure(value.reason);
      const items = [...iterate(value)];
      // As in the reference, one list or dict among the items makes case count for all of them.
      const exact = truthy(case_sensitive) || items.some((item) => isUnhashable(get(item)));
      const seen = new MemberSet();
      for (const item of items) seen.add(item, exact ? get(item) : ignoreCase(get(item)));
      return seen.items;
    },
    { missing: 'taken' },
  ),

  /** `a | union(b)`: the items of both, each once. */
  union: filter({ other: required }, (value, { other }) => new MemberSet(addedItems(value, other)).items),

  /** `a | intersect(b)`: the items that both have, each once. */
  intersect: filter({ other: required }, (value, { other }) => membersOf(value).within(membersOf(other))),

  /** `a | difference(b)`: the items of the one that the other has not, each once. */
  difference: filter({ other: required }, (value, { other }) => membersOf(value).without(membersOf(other))),

  /** `a | symmetric_difference(b)`: the items that only one of them has, each once. */
  symmetric_difference: filter({ other: required }, (value, { other }) => {
    const [left, right] = [membersOf(value), membersOf(other)];
    return new MemberSet(addedItems(value, other)).items.filter((item) => !left.has(item) || !right.has(item));
  }),
} satisfies Readonly<Record<string, Filter>>;

/** An item without the attribute is an error of its own, as in the reference. */
function wholeItem(attribute: Value, get: (item: Value) => Value): (item: Value) => Value {
  if (attribute === null) return get;
  return (item) => {
    const found = get(item);
    if (found instanceof Undefined) throw failure(found.reason);
    return found;
  };
}
