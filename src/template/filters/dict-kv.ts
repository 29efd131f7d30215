import { dictSet } from '../dict-get.ts';
import { required } from '../parameters.ts';
import type { Dict } from '../value.ts';
import { filter } from './filter.ts';

/** `x | community.general.dict_kv(key)`: a dict with the value under that key. */
export const dictKvFilter = filter({ key: required }, (value, { key }) => {
  const made: Dict = new Map();
  dictSet(made, key, value);
  return made;
});
