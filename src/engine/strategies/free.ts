import type { Strategy } from './strategy.ts';

/** Every host goes through the play as fast as it can. */
export const free: Strategy = async (cursors, runStep) => {
  await Promise.all(
    cursors.map(async (cursor) => {
      while (cursor.state === 'running') await runStep([cursor]);
    }),
  );
};
