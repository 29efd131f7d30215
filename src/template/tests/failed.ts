import { says } from './result.ts';
import { property } from './test.ts';

/** `result is failed`. */
export const failedTest = property((value) => says(value, 'failed', 'failed'));
