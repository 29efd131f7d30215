import { isFloat } from './python/number.ts';
import { Instance, isDict, isLazyDict, isList, Omit, Tuple, Undefined, type Value } from './value.ts';

/** The name that Python gives to the type of a value, as `type_debug` and error messages say it. */
export function typeName(value: Value): string {
  if (value === null) return 'NoneType';
  switch (typeof value) {
    case 'string':
      return 'str';
    case 'boolean':
      return 'bool';
    case 'bigint':
      return 'int';
    case 'function':
      return 'function';
    default:
      return objectTypeName(value);
  }
}

/** The same with its article, for messages: `a str`, `an int`. */
export function aTypeName(value: Value): string {
  const name = typeName(value);
  return /^[aeiouAEIOU]/.test(name) ? `an ${name}` : `a ${name}`;
}

function objectTypeName(value: Exclude<Value, null>): string {
  if (isFloat(value)) return 'float';
  if (typeof value === 'number') return 'int';
  if (value instanceof Tuple) return value.typeName;
  if (isList(value)) return 'list';
  if (isDict(value) || isLazyDict(value)) return 'dict';
  if (value instanceof Instance) return value.typeName;
  if (value instanceof Undefined) return value.lenient ? 'Undefined' : 'AnsibleUndefined';
  return value instanceof Omit ? 'str' : 'object';
}
