import { says } from './result.ts';
import { property } from './test.ts';

/** `result is finished`: whether a job in the background has ended; a result that does not say is of no such job. */
export const finishedTest = property((value) => says(value, 'finished', 'finished', true));

/** `result is started`: whether a job in the background has begun. */
export const startedTest = property((value) => says(value, 'started', 'started', true));
