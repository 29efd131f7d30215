import { isIterable, iterate } from '../python/iterate.ts';
import { failure } from '../refuse.ts';
import { aTypeName } from '../type-name.ts';
import { Undefined } from '../value.ts';
import { filter } from './filter.ts';

/** `x | reverse`: the characters or items from the last to the first. */
export const reverseFilter = filter({}, (value) => {
  if (typeof value === 'string') return [...value].reverse().join('');
  if (!isIterable(value) && !(value instanceof Undefined))
    throw failure(`\`reverse\` cannot go through ${aTypeName(value)}`);
  return [...iterate(value)].reverse();
});
