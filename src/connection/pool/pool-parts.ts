import type { Dialler } from './dialler.ts';
import type { IdleOrder } from './idle-order.ts';
import type { MemberOwner } from './member.ts';
import type { PoolClock } from './pool-clock.ts';
import type { PoolSettings } from './settings.ts';
import type { Slots } from './slots.ts';
import type { PoolStats } from './stats.ts';

/** What all hosts of a pool share. */
export interface PoolParts {
  readonly settings: PoolSettings;
  readonly clock: PoolClock;
  readonly stats: PoolStats;
  readonly slots: Slots;
  readonly idle: IdleOrder<MemberOwner>;
  readonly dialler: Dialler;
}
