import type { EnvironmentVariables } from './tokens.ts';

/** What connecting needs to know of this machine and of whoever runs the program. */
export interface Controller {
  readonly home: string;
  readonly user: string;
  /** The agent's socket (`SSH_AUTH_SOCK`). */
  readonly agent?: string;
  /** What `${NAME}` in ssh_config(5) is filled in from. */
  readonly environment?: EnvironmentVariables;
}
