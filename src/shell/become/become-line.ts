/** How a task becomes another user; `flags` and `exe` replace the method's own. */
export interface BecomeOptions {
  readonly method: BecomeMethod;
  readonly user: string;
  readonly flags?: string;
  readonly exe?: string;
  /** Whether a password is at hand, to be sent when it is asked for. The password itself never comes near a command line. */
  readonly password: boolean;
  /** Whether to run on a terminal; the method's own choice when absent. */
  readonly pty?: boolean;
}

export const becomeMethods = ['sudo', 'su', 'doas'] as const;

export type BecomeMethod = (typeof becomeMethods)[number];

/** The command line of a become method, and how its request for the password looks. */
export interface BecomeLine {
  readonly command: string;
  readonly prompt: Prompt;
  /** Whether it must run on a terminal. */
  readonly pty: boolean;
}

/** A request for a password: `matches` is given what was printed since the last newline. */
export interface Prompt {
  readonly stream: 'stdout' | 'stderr';
  matches(lastLine: string): boolean;
}
