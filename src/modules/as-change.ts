import type { Verdict } from './module.ts';

/** A verdict as it would be if there were something to change besides: an owner that is not known yet. */
export function asChange(verdict: Verdict): Verdict {
  if (!('change' in verdict) || verdict.change) return verdict;
  const { result, effects, diffs } = verdict;
  return {
    change: true,
    actions: [],
    ...(result === undefined ? {} : { result }),
    ...(effects === undefined ? {} : { effects }),
    ...(diffs === undefined ? {} : { diffs }),
  };
}
