import { loginShellCommand } from '../login-shell.ts';
import { quote, quoteAll } from '../quote.ts';
import { splitWords } from '../words.ts';
import type { BecomeLine, BecomeOptions } from './become-line.ts';
import { asksForPassword } from './password-prompt.ts';

/**
 * su(1): runs the command in the target user's login shell, whatever that is. Its prompt cannot be chosen, only its language: it is
 * asked to speak `C`, and the script gets the locale back that there was.
 */
export function su(options: BecomeOptions, script: string): BecomeLine {
  const command = loginShellCommand(`${restoreLocale}${script}`);
  const words = [...splitWords(options.flags ?? ''), options.user, '-c', command];
  const pty = options.pty ?? false;
  return {
    command: `RUNBOOK_LC_ALL="\${LC_ALL-unset}" LC_ALL=C ${quote(options.exe ?? 'su')} ${quoteAll(words)}`,
    prompt: { stream: pty ? 'stdout' : 'stderr', matches: asksForPassword },
    pty,
  };
}

/** With `su -` the variable is gone, and the locale is the target user's own. */
const restoreLocale = `case \${RUNBOOK_LC_ALL-keep} in
keep) ;; unset) unset LC_ALL ;; *) LC_ALL=$RUNBOOK_LC_ALL ;;
esac; unset RUNBOOK_LC_ALL; `;
