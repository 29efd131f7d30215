import { type Dict, isDict, isList, Omit, type Value } from './value.ts';

/** A value without what is `omit` in it: entries of dicts and items of lists are left out at every depth, as in a task's arguments. */
export function withoutOmitted(value: Value): Value {
  if (!holdsOmitted(value)) return value;
  if (isDict(value)) return dictWithoutOmitted(value);
  if (isList(value)) return value.filter((item) => !(item instanceof Omit)).map(withoutOmitted);
  return value;
}

/** A dict without its omitted entries, and so all the way down. */
export function dictWithoutOmitted(value: Dict): Dict {
  const kept = [...value].filter(([, item]) => !(item instanceof Omit));
  return new Map(kept.map(([key, item]) => [key, withoutOmitted(item)]));
}

function holdsOmitted(value: Value): boolean {
  if (value instanceof Omit) return true;
  if (isDict(value)) return [...value.values()].some(holdsOmitted);
  return isList(value) && value.some(holdsOmitted);
}
