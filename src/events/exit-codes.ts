/** What the shell is told; the numbers are a promise to scripts and stand in the README. */
export const exitCodes = {
  ok: 0,
  /** A bug of ours. */
  bug: 1,
  /** A task failed on some host. */
  failed: 2,
  /** A wrong option, file or playbook: nothing was run. */
  wrongInput: 3,
  /** Some host could not be reached; wins over `failed`. */
  unreachable: 4,
  /** Ended by Ctrl-C, after the summary. */
  interrupted: 130,
  /** Ended by SIGTERM or SIGHUP, after the summary. */
  terminated: 143,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
