import type { FailureStrategy } from '../../engine/run.ts';
import type { Kind } from './kind.ts';

/** `abort`, `continue` or `abort_after:N`. */
export const onFailure: Kind<FailureStrategy> = {
  expected: '`abort`, `continue` or `abort_after:N` with N from 1 to 10000',
  placeholder: 'POLICY',
  words: ['abort', 'continue', 'abort_after:1'],
  parse: (texts) => {
    const word = texts.at(-1)?.trim() ?? '';
    if (word === 'abort' || word === 'continue') return word;
    const abortAfter = Number(/^abort_after:\s*(\d+)$/.exec(word)?.[1]);
    return abortAfter >= 1 && abortAfter <= 10_000 ? { abortAfter } : undefined;
  },
  show: (strategy) => (typeof strategy === 'object' ? `abort_after:${strategy.abortAfter}` : strategy),
};
