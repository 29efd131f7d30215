import { display } from '../display.ts';
import { asDict } from '../python/coerce.ts';
import { failure } from '../refuse.ts';
import { aTypeName } from '../type-name.ts';
import { dict } from '../value.ts';
import { filter } from './filter.ts';

/** `d | dict2items(key_name, value_name)`: a list of dicts with a key and a value each. */
export const dict2itemsFilter = filter(
  { key_name: 'key', value_name: 'value' },
  (value, { key_name, value_name }) => {
    const entries = asDict(value);
    if (entries === undefined) throw failure(`\`dict2items\` wants a dict, and ${aTypeName(value)} was given`);
    return [...entries].map(([key, item]) => dict({ [display(key_name)]: key, [display(value_name)]: item }));
  },
  { missing: 'error' },
);
