import { required } from '../parameters.ts';
import { item } from '../python/subscript.ts';
import { isList, type Value } from '../value.ts';
import { filter } from './filter.ts';

/** `key | extract(container, morekeys)`: what the container has under the key, and further in. */
export const extractFilter = filter({ container: required, morekeys: null }, (value, { container, morekeys }) => {
  const more: Value[] = morekeys === null ? [] : isList(morekeys) ? morekeys : [morekeys];
  return [value, ...more].reduce<Value>((found, key) => item(found, key), container);
});
