import { failure } from '../refuse.ts';

/** The most lists that a filter of combinations makes: more is a mistake, and would hold up everything else. */
const most = 200_000;

/** Refuses to make more lists than that. */
export function checkCount(count: number): void {
  if (count > most) throw failure(`this would make ${count} lists, and ${most} is the most`);
}
