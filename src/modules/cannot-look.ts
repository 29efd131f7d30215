import type { CommandResult, Failed } from './module.ts';

/** The failure of a task whose look at the host did not come to its end; `undefined` when it did. */
export function cannotLook({ code, signal, stderr }: CommandResult): Failed | undefined {
  if (code === 0 && signal === undefined) return undefined;
  const why = stderr.trim() || (signal === undefined ? `exit status ${code}` : `ended by SIG${signal}`);
  return { failed: true, message: `the host cannot be looked at: ${why}` };
}
