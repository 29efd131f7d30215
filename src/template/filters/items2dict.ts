import { dictGet, dictSet } from '../dict-get.ts';
import { display } from '../display.ts';
import { failure } from '../refuse.ts';
import { aTypeName } from '../type-name.ts';
import { type Dict, isDict, isList, type Value } from '../value.ts';
import { filter } from './filter.ts';

/** `items | items2dict(key_name, value_name)`: the dict of a list of keys and values. */
export const items2dictFilter = filter({ key_name: 'key', value_name: 'value' }, (value, { key_name, value_name }) => {
  if (!isList(value)) throw failure(`\`items2dict\` wants a list, and ${aTypeName(value)} was given`);
  const made: Dict = new Map();
  for (const item of value) dictSet(made, entry(item, key_name), entry(item, value_name));
  return made;
});

function entry(item: Value, name: Value): Value {
  const found = isDict(item) ? dictGet(item, name) : undefined;
  if (found === undefined) throw failure(`\`items2dict\` wants items that have \`${display(name)}\`, and one has not`);
  return found;
}
