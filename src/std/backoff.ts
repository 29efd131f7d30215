/** How pauses between attempts grow: `first` and `longest` in milliseconds. */
export interface Backoff {
  readonly first: number;
  readonly longest: number;
}

/**
 * Milliseconds to wait behind attempt `attempt` (from 0): doubled each time up to the longest, half of it fixed and half of it by `chance`
 * (from 0 up to 1), so that those who were turned away together do not come back together.
 */
export function backoff(attempt: number, { first, longest }: Backoff, chance: number): number {
  const whole = Math.min(first * 2 ** attempt, longest);
  return whole / 2 + (chance * whole) / 2;
}
