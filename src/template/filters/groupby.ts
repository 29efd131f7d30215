import { equal } from '../equal.ts';
import { required } from '../parameters.ts';
import { iterate } from '../python/iterate.ts';
import { sorted } from '../python/sorted.ts';
import { truthy } from '../truthy.ts';
import { NamedTuple, type Value } from '../value.ts';
import { attributeGetter } from './attribute-getter.ts';
import { filter } from './filter.ts';
import { ignoreCase } from './ignore-case.ts';

/** `items | groupby(attribute, default, case_sensitive)`: pairs of a value and the items that have it, in order of the values. */
export const groupbyFilter = filter({ attribute: required, default: null, case_sensitive: false }, (value, args) => {
  const get = attributeGetter(args.attribute, args.default);
  const caseOf = truthy(args.case_sensitive) ? (key: Value) => key : ignoreCase;
  const groups: { readonly key: Value; readonly grouper: Value; readonly list: Value[] }[] = [];
  for (const item of sorted(iterate(value), { key: (each) => caseOf(get(each)) })) {
    const key = caseOf(get(item));
    const last = groups.at(-1);
    if (last !== undefined && equal(last.key, key)) last.list.push(item);
    else groups.push({ key, grouper: get(item), list: [item] });
  }
  return groups.map(({ grouper, list }) => NamedTuple.named('_GroupTuple', { grouper, list }));
});
