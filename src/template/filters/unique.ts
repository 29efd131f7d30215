import { iterate } from '../python/iterate.ts';
import { truthy } from '../truthy.ts';
import { attributeGetter } from './attribute-getter.ts';
import { filter } from './filter.ts';
import { ignoreCase } from './ignore-case.ts';
import { MemberSet } from './set-members.ts';

/** `items | unique(case_sensitive, attribute)`: each once, the first of those that are equal. */
export const uniqueFilter = filter({ case_sensitive: false, attribute: null }, (value, { case_sensitive, attribute }) => {
  const get = attributeGetter(attribute);
  const caseOf = truthy(case_sensitive) ? (key: Parameters<typeof get>[0]) => key : ignoreCase;
  const seen = new MemberSet();
  for (const item of iterate(value)) seen.add(item, caseOf(get(item)));
  return seen.items;
});
