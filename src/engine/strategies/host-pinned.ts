import pLimit from 'p-limit';
import type { Strategy } from './strategy.ts';

/** At most `forks` hosts at a time, and each that was begun goes through to its end without waiting for another. */
export const hostPinned =
  (forks: number): Strategy =>
  async (cursors, runStep) => {
    const limit = pLimit(forks);
    await limit.map(cursors, async (cursor) => {
      while (cursor.state === 'running') await runStep([cursor]);
    });
  };
