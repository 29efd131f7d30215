import { says } from './result.ts';
import { property } from './test.ts';

/** `result is skipped`. */
export const skippedTest = property((value) => says(value, 'skipped', 'skipped'));
