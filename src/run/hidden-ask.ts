import type { Ask } from '../vault/load-secrets.ts';
import { askOn, mustAsk } from './ask.ts';
import type { RunIo } from './run-io.ts';

/** How vault passwords are asked for: not echoed, and an error where there is no terminal. */
export function hiddenAsk(io: Pick<RunIo, 'stdin' | 'stderr'>): Ask {
  return async (question) => {
    const ask = mustAsk(askOn(io), 'the vault password', 'give `--vault-password-file FILE`');
    return ask(question, { hidden: true });
  };
}
