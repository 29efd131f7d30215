import type { Settings } from '../settings/table.ts';

/** Playbooks to play, and how. */
export interface RunRequest {
  readonly settings: Settings;
  /** Paths, or names in angle brackets of texts that are registered in the sources. */
  readonly playbooks: readonly string[];
  /** The hosts of an ad-hoc command, from which an inventory is made when none is given. */
  readonly pattern?: string;
  /** Give standard input to the commands, the same to every host: all of them run at once then. */
  readonly stdin?: boolean;
}
