/** How a host's failing task bears on the host's further tasks: ours besides Ansible's. */
export type FailureStrategy = 'abort' | 'continue' | { readonly abortAfter: number };

/** What `on_failure` may be, for messages. */
export const failureStrategies = '`abort`, `continue` or `abort_after: N` with N from 1 to 10000';

/** Reads `abort`, `continue` or `abort_after: N`; `undefined` for anything else. */
export function failureStrategy(text: string): FailureStrategy | undefined {
  const word = text.trim();
  if (word === 'abort' || word === 'continue') return word;
  const count = /^abort_after(?:\s*:\s*|\s+)(\d+)$/.exec(word)?.[1];
  return count !== undefined && Number(count) >= 1 && Number(count) <= 10_000
    ? { abortAfter: Number(count) }
    : undefined;
}
