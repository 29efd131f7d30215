/** What connecting needs to know of this machine and of whoever runs the program. */
export interface Controller {
  readonly home: string;
  readonly user: string;
  /** The agent's socket (`SSH_AUTH_SOCK`). */
  readonly agent?: string;
}
