import { Buffer } from 'node:buffer';
import { becomeCommand } from './become/become.ts';
import type { BecomeLine, BecomeOptions, Prompt } from './become/become-line.ts';
import { exportEnvironment } from './environment.ts';
import { guarded } from './guard.ts';
import { loginShellCommand } from './login-shell.ts';
import { ownShell } from './own-shell.ts';
import { quote } from './quote.ts';

/** A script on its way to a host. */
export interface Launch {
  readonly script: string;
  /** Random text without shell characters, new for every command. */
  readonly token: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly become?: BecomeOptions;
  /** Hand the script to the user's login shell as it is; only become puts `/bin/sh` and the environment around it. */
  readonly raw?: boolean;
  /** Keep the script out of the process list of the host: it travels on standard input, which costs a round trip or two more. */
  readonly confidential?: boolean;
  /** Bytes of the command's own standard input, `Infinity` when they are not known; 0 when absent. */
  readonly stdinBytes?: number;
}

/** What to hand to a connection, and what will be said before the script's own output begins. */
export interface CommandLine {
  readonly command: string;
  /** What standard input begins with once the script's shell has started, before the command's own. */
  readonly preamble: string;
  readonly pty: boolean;
  /**
   * Whether a guard ends the script when standard input is closed early; it stays open, after all that the script is to read, for as long as
   * the script may run.
   */
  readonly lifeline: boolean;
  /** Absent when the output is the script's from the first byte (`raw`). */
  readonly opening?: Opening;
}

/** What is printed, and asked, before a script begins. */
export interface Opening {
  /** Printed on a line of its own, followed by a blank and the shell's process id on standard output, by nothing on standard error. */
  readonly marker: string;
  readonly pty: boolean;
  readonly prompt?: Prompt;
  /** Whether a password is at hand. */
  readonly password: boolean;
}

/** Linux takes 128 KiB for one argument, and an SSH command is one: what is longer goes by standard input. */
const longestCommand = 120_000;

/** The command line that runs a script on a host whatever the login shell is, with its environment and as the user it is to become. */
export function commandLine(launch: Launch): CommandLine {
  if (launch.raw === true && launch.become === undefined) {
    return { command: launch.script, preamble: '', pty: false, lifeline: false };
  }
  const script = `${exportEnvironment(launch.environment ?? {})}${launch.script}`;
  if (launch.confidential !== true) {
    const line = assemble(launch, script, '');
    if (Buffer.byteLength(line.command) <= longestCommand) return line;
  }
  return sentOnStdin(launch, script);
}

/**
 * The script itself goes first on standard input, up to a line that cannot be in it; the command's own input follows. With `TMOUT` a shell
 * would not wait for it.
 */
function sentOnStdin(launch: Launch, script: string): CommandLine {
  if ((launch.stdinBytes ?? 0) === 0) return assemble(launch, 'eval "$(cat)"', `${script}\n`);
  const end = `RUNBOOK-END-${launch.token}`;
  const read = `while IFS= read -r _runbook_line && [ "$_runbook_line" != ${end} ]; do _runbook_text="$_runbook_text$_runbook_line
"; done`;
  const loader = `_runbook_text= _runbook_tmout=\${TMOUT-unset}; unset TMOUT; ${read}
case $_runbook_tmout in unset) ;; *) export TMOUT="$_runbook_tmout" ;; esac; eval "$_runbook_text"`;
  return assemble(launch, loader, `${script}\n${end}\n`);
}

function assemble(launch: Launch, script: string, preamble: string): CommandLine {
  const marker = `RUNBOOK-${launch.token}`;
  const become = launch.become;
  const bytes = Buffer.byteLength(preamble) + (launch.stdinBytes ?? 0);
  if (become === undefined) {
    const command = loginShellCommand(withoutTerminal(launch, script, bytes));
    const opening = { marker, pty: false, password: false };
    return { command, preamble, pty: false, lifeline: Number.isFinite(bytes), opening };
  }
  const line = becomeLine(become, launch, { script, bytes });
  const opening = { marker, pty: line.pty, prompt: line.prompt, password: become.password };
  const lifeline = !line.pty && Number.isFinite(bytes);
  return { command: loginShellCommand(line.command), preamble, pty: line.pty, lifeline, opening };
}

/** What cannot be counted ends where standard input ends, so there is no lifeline. */
function withoutTerminal(launch: Launch, script: string, bytes: number): string {
  const nested = launch.become !== undefined;
  const body = Number.isFinite(bytes) ? guarded(script, { stdinBytes: bytes, nested }) : script;
  return `${announce(launch.token, false)}${body}`;
}

/** The quotes keep the marker itself out of the command's text, which error messages may repeat. */
function announce(token: string, pty: boolean): string {
  const marker = `RUNBOOK""-${token}`;
  return pty ? `echo ${marker} $$; ` : `echo ${marker} $$; echo ${marker} >&2; `;
}

function becomeLine(become: BecomeOptions, launch: Launch, input: { script: string; bytes: number }): BecomeLine {
  const plain = becomeCommand(become, withoutTerminal(launch, input.script, input.bytes), launch.token);
  if (!plain.pty) return plain;
  return becomeCommand(become, onTerminal(input.script, input.bytes, launch.token), launch.token);
}

/** A terminal has no end of input and changes what passes through it: it is made transparent, and the bytes are counted. */
function onTerminal(script: string, bytes: number, token: string): string {
  const open = `stty raw -echo 2>/dev/null; ${announce(token, true)}`;
  if (bytes === 0) return `${open}exec /bin/sh -c ${quote(ownShell(script))} </dev/null`;
  if (!Number.isFinite(bytes)) return `${open}${script}`;
  return `${open}head -c ${bytes} | /bin/sh -c ${quote(ownShell(script))}`;
}
