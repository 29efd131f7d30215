import { dictGetOr } from '../dict-get.ts';
import { asDict } from '../python/coerce.ts';
import { failure } from '../refuse.ts';
import { truthy } from '../truthy.ts';
import { aTypeName } from '../type-name.ts';
import { type Dict, Undefined, type Value } from '../value.ts';

/** The result that a task registered; anything else is an error that names the test. */
export function resultOf(value: Value, test: string): Dict {
  const result = asDict(value);
  if (result !== undefined) return result;
  const found = value instanceof Undefined ? `\`${value.name}\` is undefined` : `${aTypeName(value)} was given`;
  throw failure(`the test \`${test}\` wants the registered result of a task, and ${found}`);
}

/** Whether a result says so under that key. */
export function says(value: Value, test: string, key: string, otherwise = false): boolean {
  return truthy(dictGetOr(resultOf(value, test), key, otherwise));
}
