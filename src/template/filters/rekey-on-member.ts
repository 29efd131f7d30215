import { dictGet, dictSet } from '../dict-get.ts';
import { display } from '../display.ts';
import { required } from '../parameters.ts';
import { failure } from '../refuse.ts';
import { aTypeName } from '../type-name.ts';
import { type Dict, isDict, isList, type Value } from '../value.ts';
import { filter } from './filter.ts';

/** `dicts | rekey_on_member(key, duplicates)`: a dict of the dicts, by what each has under the key. */
export const rekeyOnMemberFilter = filter({ key: required, duplicates: 'error' }, (value, { key, duplicates }) => {
  if (duplicates !== 'error' && duplicates !== 'overwrite') throw failure('`duplicates` is `error` or `overwrite`');
  const made: Dict = new Map();
  for (const item of itemsOf(value)) {
    const name = memberOf(item, key);
    if (duplicates === 'error' && dictGet(made, name) !== undefined)
      throw failure(`two items have \`${display(name)}\` under \`${display(key)}\``);
    dictSet(made, name, item);
  }
  return made;
});

function itemsOf(value: Value): readonly Value[] {
  if (isDict(value)) return [...value.values()];
  if (isList(value)) return value;
  throw failure(`\`rekey_on_member\` wants a list or a dict, and ${aTypeName(value)} was given`);
}

function memberOf(item: Value, key: Value): Value {
  const member = isDict(item) ? dictGet(item, key) : undefined;
  if (member === undefined) throw failure(`an item has no \`${display(key)}\``);
  return member;
}
