import type { Ask } from '../vault/load-secrets.ts';
import { askOn, mustAsk } from './ask.ts';
import type { Invocation } from './invocation.ts';

/** How vault passwords are asked for: not echoed, and an error where there is no terminal. */
export function hiddenAsk(invocation: Pick<Invocation, 'stdin' | 'stderr'>): Ask {
  return async (question) => {
    const ask = mustAsk(askOn(invocation), 'the vault password', 'give `--vault-password-file FILE`');
    return ask(question, { hidden: true });
  };
}
