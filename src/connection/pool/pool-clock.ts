import type { Clock } from '../../std/clock.ts';

/** As much of a clock as the pool needs. */
export type PoolClock = Pick<Clock, 'monotonic' | 'after' | 'random'>;
