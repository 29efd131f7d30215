import { iterate } from '../python/iterate.ts';
import { sorted } from '../python/sorted.ts';
import { truthy } from '../truthy.ts';
import type { Value } from '../value.ts';
import { attributesGetter } from './attribute-getter.ts';
import { filter } from './filter.ts';
import { ignoreCase } from './ignore-case.ts';

/** `items | sort(reverse, case_sensitive, attribute)`: in order, of several attributes when they are named with commas between. */
export const sortFilter = filter({ reverse: false, case_sensitive: false, attribute: null }, (value, args) => {
  const caseOf = truthy(args.case_sensitive) ? (key: Value) => key : ignoreCase;
  const attributes = args.attribute === null ? undefined : attributesGetter(args.attribute);
  const key = (item: Value): Value => (attributes === undefined ? caseOf(item) : attributes(item).map(caseOf));
  return sorted(iterate(value), { key, reverse: truthy(args.reverse) });
});
