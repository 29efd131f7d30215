import { says } from './result.ts';
import { property } from './test.ts';

/** `result is succeeded`: whether the task did not fail. */
export const succeededTest = property((value) => !says(value, 'succeeded', 'failed'));
