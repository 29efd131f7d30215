import { isUnhashable } from '../python/hash-key.ts';
import { iterate } from '../python/iterate.ts';
import { truthy } from '../truthy.ts';
import { attributeGetter } from './attribute-getter.ts';
import { filter } from './filter.ts';
import { ignoreCase } from './ignore-case.ts';
import { MemberSet } from './set-members.ts';

/** `items | unique(case_sensitive, attribute)`: each once, the first of those that are equal. */
export const uniqueFilter = filter(
  { case_sensitive: false, attribute: null },
  (value, { case_sensitive, attribute }) => {
    const get = attributeGetter(attribute);
    const items = [...iterate(value)];
    // As in the reference, one list or dict among the items makes case count for all of them.
    const exact = truthy(case_sensitive) || items.some((item) => isUnhashable(get(item)));
    const seen = new MemberSet();
    for (const item of items) seen.add(item, exact ? get(item) : ignoreCase(get(item)));
    return seen.items;
  },
);
