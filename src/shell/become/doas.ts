import { ownShell } from '../own-shell.ts';
import { quote, quoteAll } from '../quote.ts';
import { splitWords } from '../words.ts';
import type { BecomeLine, BecomeOptions } from './become-line.ts';
import { asksForPassword } from './password-prompt.ts';

/** doas(1): it reads a password from the terminal only, and with `-n` fails at once instead of asking. */
export function doas(options: BecomeOptions, script: string): BecomeLine {
  const flags = splitWords(options.flags ?? '');
  const all = options.password || flags.includes('-n') ? flags : ['-n', ...flags];
  const pty = options.pty ?? options.password;
  return {
    command: `${quote(options.exe ?? 'doas')} ${quoteAll([...all, '-u', options.user])} /bin/sh -c ${quote(ownShell(script))}`,
    prompt: { stream: pty ? 'stdout' : 'stderr', matches: asksForPassword },
    pty,
  };
}
