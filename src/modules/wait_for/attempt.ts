import type { HostView, Result } from '../module.ts';

/** What one look has found: whether it is as it should be, or why it never can be told. */
export type Found =
  | { readonly done: boolean; readonly result?: Result }
  | { readonly impossible: string; readonly help: string };

/** Something that is waited for. */
export interface Attempt {
  /** The message when the time is over. */
  readonly timedOut: string;
  look(host: HostView): Promise<Found>;
}
