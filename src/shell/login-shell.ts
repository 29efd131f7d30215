import { Buffer } from 'node:buffer';
import { ownShell } from './own-shell.ts';
import { quote } from './quote.ts';

/** What every login shell (POSIX shells, csh, fish, rc) takes literally between single quotes. */
const literal = /^[ -&(-[\]-~]*$/;

/**
 * A command line that runs a POSIX shell script whatever the login shell is that reads it: csh expands most `!` and ends lines inside
 * single quotes, fish takes `\` for an escape there. What is not literal everywhere travels as octal escapes of printf's `%b`, and
 * not as `$0`, which the shell's own messages begin with. The login shell makes room for it (`exec`), so that a signal that ends the
 * script is seen for what it is.
 */
export function loginShellCommand(script: string, shell = '/bin/sh'): string {
  if (literal.test(script) && !/!(?![ =(])/.test(script)) return `exec ${quote(shell)} -c '${ownShell(script)}'`;
  const decode = ownShell('eval "shift;$(printf %b "$1")"');
  return `exec ${quote(shell)} -c '${decode}' ${quote(shell)} '${octal(script)}'`;
}

function octal(script: string): string {
  if (script.includes('\0')) throw new RangeError('a NUL byte cannot be part of a command');
  return script.replace(/[^ "-&(-[\]-~]+/gu, (run) => [...Buffer.from(run)].map(octalEscape).join(''));
}

const octalEscape = (byte: number): string => `\\0${byte.toString(8).padStart(3, '0')}`;
