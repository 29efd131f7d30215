import { dictGet, dictGetOr } from '../dict-get.ts';
import { asDict } from '../python/coerce.ts';
import { failure } from '../refuse.ts';
import { truthy } from '../truthy.ts';
import { aTypeName } from '../type-name.ts';
import { type Dict, isDict, isList, Undefined, type Value } from '../value.ts';
import { property, type Test } from './test.ts';

/** `result is changed`: of a loop's result that does not say, whether any turn of it is. */
const changedTest = property((value) => {
  const result = resultOf(value, 'changed');
  const changed = dictGet(result, 'changed');
  if (changed !== undefined) return truthy(changed);
  const turns = dictGet(result, 'results');
  return isList(turns) && turns.some((turn) => isDict(turn) && truthy(dictGetOr(turn, 'changed', false)));
});

/** `result is failed`. */
const failedTest = property((value) => says(value, 'failed', 'failed'));

/** `result is succeeded`: whether the task did not fail. */
const succeededTest = property((value) => !says(value, 'succeeded', 'failed'));

/** `result is skipped`. */
const skippedTest = property((value) => says(value, 'skipped', 'skipped'));

/** Tests of what a task registered. */
export const resultTests = {
  change: changedTest,
  changed: changedTest,

  failed: failedTest,
  failure: failedTest,

  succeeded: succeededTest,
  success: succeededTest,
  successful: succeededTest,

  skip: skippedTest,
  skipped: skippedTest,

  /** `result is unreachable`. */
  unreachable: property((value) => says(value, 'unreachable', 'unreachable')),

  /** `result is reachable`. */
  reachable: property((value) => !says(value, 'reachable', 'unreachable')),

  /** `result is finished`: whether a job in the background has ended; a result that does not say is of no such job. */
  finished: property((value) => says(value, 'finished', 'finished', true)),

  /** `result is started`: whether a job in the background has begun. */
  started: property((value) => says(value, 'started', 'started', true)),
} satisfies Readonly<Record<string, Test>>;

/** The result that a task registered; anything else is an error that names the test. */
function resultOf(value: Value, test: string): Dict {
  const result = asDict(value);
  if (result !== undefined) return result;
  const found = value instanceof Undefined ? `\`${value.name}\` is undefined` : `${aTypeName(value)} was given`;
  throw failure(`the test \`${test}\` wants the registered result of a task, and ${found}`);
}

/** Whether a result says so under that key. */
function says(value: Value, test: string, key: string, otherwise = false): boolean {
  return truthy(dictGetOr(resultOf(value, test), key, otherwise));
}
