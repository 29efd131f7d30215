import type { Event } from '../events/event.ts';

/** Shows a run. Reporters are the only ones that write to the terminal or to report files. */
export interface Reporter {
  handle(event: Event): void;
  /** Called once after the last event, also when the run was interrupted. */
  close?(): Promise<void>;
}
