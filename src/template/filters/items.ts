import { asDict } from '../python/coerce.ts';
import { failure } from '../refuse.ts';
import { aTypeName } from '../type-name.ts';
import { Tuple, Undefined } from '../value.ts';
import { filter } from './filter.ts';

/** `d | items`: its pairs; of what is not there, none. */
export const itemsFilter = filter(
  {},
  (value) => {
    if (value instanceof Undefined) return [];
    const dict = asDict(value);
    if (dict === undefined) throw failure(`\`items\` wants a dict, and ${aTypeName(value)} was given`);
    return [...dict].map((pair) => Tuple.from(pair));
  },
  { missing: 'taken' },
);
