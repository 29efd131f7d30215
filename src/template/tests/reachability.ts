import { says } from './result.ts';
import { property } from './test.ts';

/** `result is unreachable`. */
export const unreachableTest = property((value) => says(value, 'unreachable', 'unreachable'));

/** `result is reachable`. */
export const reachableTest = property((value) => !says(value, 'reachable', 'unreachable'));
