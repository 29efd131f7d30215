import type { BecomeLine, BecomeOptions } from './become-line.ts';
import { doas } from './doas.ts';
import { su } from './su.ts';
import { sudo } from './sudo.ts';

const methods = { sudo, su, doas };

/**
 * The command line, for a POSIX shell, that runs a POSIX shell script as another user. `token` is random text that makes the prompt
 * recognisable. Throws a `SplitError` when the flags do not split into words.
 */
export function becomeCommand(options: BecomeOptions, script: string, token: string): BecomeLine {
  return methods[options.method](options, script, token);
}
