import { dictGet, dictGetOr } from '../dict-get.ts';
import { truthy } from '../truthy.ts';
import { isDict, isList } from '../value.ts';
import { resultOf } from './result.ts';
import { property } from './test.ts';

/** `result is changed`: of a loop's result that does not say, whether any turn of it is. */
export const changedTest = property((value) => {
  const result = resultOf(value, 'changed');
  const changed = dictGet(result, 'changed');
  if (changed !== undefined) return truthy(changed);
  const turns = dictGet(result, 'results');
  return isList(turns) && turns.some((turn) => isDict(turn) && truthy(dictGetOr(turn, 'changed', false)));
});
