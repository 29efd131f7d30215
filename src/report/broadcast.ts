import type { Event } from '../events/event.ts';
import type { Reporter } from './reporter.ts';

/** Hands every event to all reporters, in their order. */
export function broadcast(reporters: readonly Reporter[]): (event: Event) => void {
  return (event) => {
    for (const reporter of reporters) reporter.handle(event);
  };
}
