import { operate } from '../python/arithmetic.ts';
import { iterate } from '../python/iterate.ts';
import { attributeGetter } from './attribute-getter.ts';
import { filter } from './filter.ts';

/** `items | sum(attribute, start)`: what `+` makes of all of them. */
export const sumFilter = filter({ attribute: null, start: 0 }, (value, { attribute, start }) => {
  const get = attributeGetter(attribute);
  let total = start;
  for (const item of iterate(value)) total = operate('+', total, get(item));
  return total;
});
