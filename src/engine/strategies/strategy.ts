import type { Cursor } from '../cursor.ts';
import type { FailedHosts } from '../play/policy.ts';

/**
 * Does the step at which these hosts stand, on all of them, and moves them on; gives those that failed in it. Hosts that are given together
 * stand at the same place.
 */
export type RunStep = (cursors: readonly Cursor[]) => Promise<FailedHosts>;

/** In which order hosts go through a play, and nothing else. Ends when no host is running. */
export type Strategy = (cursors: readonly Cursor[], runStep: RunStep) => Promise<void>;

export const running = (cursors: readonly Cursor[]): Cursor[] => cursors.filter((cursor) => cursor.state === 'running');
