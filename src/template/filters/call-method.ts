import { attribute } from '../python/subscript.ts';
import { failure } from '../refuse.ts';
import { aTypeName } from '../type-name.ts';
import { isFunction, type Value } from '../value.ts';

/** What a method of a value gives, for filters that are a method under another name. */
export function call(self: Value, name: string, args: Value[] = []): Value {
  const method = attribute(self, name);
  if (!isFunction(method)) throw failure(`${aTypeName(self)} has no method \`${name}\``);
  return method(args, new Map());
}
