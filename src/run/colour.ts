import type { Environment } from '../settings/environment.ts';
import type { Output } from './run-io.ts';

/**
 * Whether to colour what goes to `output`. `auto` is a terminal that is not `TERM=dumb`, unless `NO_COLOR` (https://no-color.org) says no
 * or `FORCE_COLOR` yes.
 */
export function wantsColour(choice: 'auto' | 'always' | 'never', output: Output, env: Environment): boolean {
  if (choice !== 'auto') return choice === 'always';
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR && env.FORCE_COLOR !== '0') return true;
  return output.isTTY === true && env.TERM !== 'dumb';
}
