import type { Verdict } from './module.ts';

/** A verdict as check mode takes it: earlier tasks of such a run have not made what this one stands on. */
export function asIfMade(verdict: Verdict): Verdict {
  return 'failed' in verdict ? (verdict.unlessMade ?? verdict) : verdict;
}
