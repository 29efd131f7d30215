import type { Kind } from './kind.ts';

/** What a failed task means for its host: it leaves, goes on, or leaves with its `limit`th failure. */
export type OnFailure =
  | { readonly kind: 'abort' | 'continue' }
  | { readonly kind: 'abort-after'; readonly limit: number };

/** `abort`, `continue` or `abort_after:N`. */
export const onFailure: Kind<OnFailure> = {
  expected: '`abort`, `continue` or `abort_after:N` with N from 1 to 10000',
  placeholder: 'POLICY',
  words: ['abort', 'continue', 'abort_after:1'],
  parse: (texts) => {
    const word = texts.at(-1)?.trim() ?? '';
    if (word === 'abort' || word === 'continue') return { kind: word };
    const limit = Number(/^abort_after:\s*(\d+)$/.exec(word)?.[1]);
    return limit >= 1 && limit <= 10_000 ? { kind: 'abort-after', limit } : undefined;
  },
  show: (policy) => (policy.kind === 'abort-after' ? `abort_after:${policy.limit}` : policy.kind),
};
