import { display } from '../display.ts';
import { iterate } from '../python/iterate.ts';
import { attributeGetter } from './attribute-getter.ts';
import { filter } from './filter.ts';

/** `items | join(d, attribute)`: their texts in a row, with `d` between. */
export const joinFilter = filter({ d: '', attribute: null }, (value, { d, attribute }) => {
  const get = attributeGetter(attribute);
  return [...iterate(value)].map((item) => display(get(item))).join(display(d));
});
