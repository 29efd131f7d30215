import { required } from '../parameters.ts';
import { textOf } from '../python/coerce.ts';
import { attribute } from '../python/subscript.ts';
import { isDict, isLazyDict, Undefined } from '../value.ts';
import { filter } from './filter.ts';

/** `x | attr(name)`: an attribute or method, never the item of that name. */
export const attrFilter = filter({ name: required }, (value, { name }) => {
  const wanted = textOf(name, 'the name of an attribute');
  const bare = isDict(value) || isLazyDict(value) ? new Map() : value;
  const found = attribute(bare, wanted);
  return found instanceof Undefined ? new Undefined(wanted, `there is no attribute \`${wanted}\``) : found;
});
