import { dictGet, dictSet } from '../dict-get.ts';
import { display } from '../display.ts';
import { required } from '../parameters.ts';
import { iterate } from '../python/iterate.ts';
import { failure } from '../refuse.ts';
import { type Dict, isDict } from '../value.ts';
import { filter } from './filter.ts';

/** `dicts | community.general.groupby_as_dict(attribute)`: a dict of the dicts, by an attribute that no two share. */
export const groupbyAsDictFilter = filter({ attribute: required }, (value, { attribute }) => {
  const made: Dict = new Map();
  for (const item of iterate(value)) {
    const key = isDict(item) ? dictGet(item, attribute) : undefined;
    if (key === undefined) throw failure(`an item has no \`${display(attribute)}\``);
    if (dictGet(made, key) !== undefined)
      throw failure(`two items have \`${display(key)}\` under \`${display(attribute)}\``);
    dictSet(made, key, item);
  }
  return made;
});
