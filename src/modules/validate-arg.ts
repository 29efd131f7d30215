import { text } from './args.ts';
import type { Args } from './module.ts';

/** Why a task cannot be done. */
export interface Refusal {
  readonly message: string;
  readonly help?: string;
}

/** What is wrong with a `validate` that names no file. */
export function validateProblem(args: Args): Refusal | undefined {
  const validate = text(args, 'validate');
  if (validate === undefined || validate.includes('%s')) return undefined;
  return { message: `validate must contain %s: ${validate}`, help: 'write `%s` where the file’s name goes' };
}
