import type { EndReport } from '../connection.ts';
import { closedWithin } from './closed-within.ts';

/** Milliseconds in which a guard has ended its command and the server has said so, the way there and back included. */
const guardNeeds = 2200;
const hangUpNeeds = 1000;

/** What can be done to a command on the other side of a channel. */
export interface RemoteEnd {
  readonly closed: Promise<void>;
  hangUp(): void;
  /** At once, whatever of the input was not read. */
  endInput(): void;
}

/** The channel went before anybody could say what became of the command. */
export const lostMeanwhile: EndReport = { sure: false, how: 'the connection was lost at the same time' };

/** Ends a command on the other side of a channel: by its guard when it has one (`lifeline`), else by hanging up. */
export async function endRemote(lifeline: boolean, { closed, hangUp, endInput }: RemoteEnd): Promise<EndReport> {
  if (!lifeline) {
    hangUp();
    await closedWithin(closed, hangUpNeeds);
    return { sure: false, how: 'its channel was closed, which does not end every command' };
  }
  endInput();
  if (await closedWithin(closed, guardNeeds)) return { sure: true, how: 'its process group was ended' };
  return { sure: false, how: 'the host did not say that it has ended' };
}
