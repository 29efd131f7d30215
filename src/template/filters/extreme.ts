import { iterate } from '../python/iterate.ts';
import { truthy } from '../truthy.ts';
import { Undefined, type Value } from '../value.ts';
import { attributeGetter } from './attribute-getter.ts';
import { type Filter, filter } from './filter.ts';
import { ignoreCase } from './ignore-case.ts';

/** A filter that gives the first of the items whose key no other's is better than. */
export function extremeFilter(name: string, better: (candidate: Value, best: Value) => boolean): Filter {
  return filter({ case_sensitive: false, attribute: null }, (value, { case_sensitive, attribute }) => {
    const get = attributeGetter(attribute);
    const caseOf = truthy(case_sensitive) ? (key: Value) => key : ignoreCase;
    let best: { readonly item: Value; readonly key: Value } | undefined;
    for (const item of iterate(value)) {
      const key = caseOf(get(item));
      if (best === undefined || better(key, best.key)) best = { item, key };
    }
    return best === undefined ? new Undefined(name, `an empty list has no ${name}`) : best.item;
  });
}
