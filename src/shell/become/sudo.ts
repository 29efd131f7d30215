import { ownShell } from '../own-shell.ts';
import { quote, quoteAll } from '../quote.ts';
import { splitWords } from '../words.ts';
import type { BecomeLine, BecomeOptions } from './become-line.ts';

/**
 * sudo(8): `-S` reads the password from standard input instead of the terminal, and `-p` makes its prompt recognisable in any
 * language, PAM's included. Without a password `-n` makes it fail at once rather than ask.
 */
export function sudo(options: BecomeOptions, script: string, token: string): BecomeLine {
  const prompt = `[sudo via runbook, key=${token}] password:`;
  const given = splitWords(options.flags ?? '-H -S -n');
  const flags = options.password ? [...given.filter((flag) => flag !== '-n'), '-p', prompt] : given;
  const pty = options.pty ?? false;
  return {
    command: `${quote(options.exe ?? 'sudo')} ${quoteAll([...flags, '-u', options.user])} /bin/sh -c ${quote(ownShell(script))}`,
    prompt: { stream: pty ? 'stdout' : 'stderr', matches: (line) => line.trimEnd().endsWith(prompt) },
    pty,
  };
}
