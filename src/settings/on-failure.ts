import { type FailureStrategy, failureStrategies, failureStrategy } from '../plan/failure-strategy.ts';
import type { Kind } from './kind.ts';

/** `abort`, `continue` or `abort_after: N`. */
export const onFailure: Kind<FailureStrategy> = {
  expected: failureStrategies,
  placeholder: 'POLICY',
  words: ['abort', 'continue', 'abort_after:1'],
  mapping: true,
  parse: (texts) => failureStrategy(texts.at(-1) ?? ''),
  show: (strategy) => (typeof strategy === 'object' ? `abort_after:${strategy.abortAfter}` : strategy),
};
