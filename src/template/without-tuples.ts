import { isDict, isList, Tuple, type Value } from './value.ts';

/**
 * A value with lists where it has tuples, as loops and arguments of modules have it: there a pair of `zip` or `groupby` is a list, which
 * `+` and `==` take with other lists. What has no tuple in it is given back as it is.
 */
export function withoutTuples(value: Value): Value {
  if (isList(value)) {
    const items = value.map(withoutTuples);
    return value instanceof Tuple || items.some((item, index) => item !== value[index]) ? Array.from(items) : value;
  }
  if (!isDict(value)) return value;
  const entries = [...value].map(([key, item]): [Value, Value] => [key, withoutTuples(item)]);
  return entries.some(([key, item]) => item !== value.get(key)) ? new Map(entries) : value;
}
