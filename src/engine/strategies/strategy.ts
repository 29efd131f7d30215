import type { Cursor } from '../cursor.ts';

/** Does the step at which these hosts stand, on all of them, and moves them on. Hosts taken together stand at the same place. */
export type Take = (cursors: readonly Cursor[]) => Promise<void>;

/** In which order hosts go through a play, and nothing else. Ends when no host is running. */
export type Strategy = (cursors: readonly Cursor[], take: Take) => Promise<void>;

export const running = (cursors: readonly Cursor[]): Cursor[] => cursors.filter((cursor) => cursor.state === 'running');
