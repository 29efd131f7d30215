import { checksumFunction } from '../../shell/checksum.ts';
import { loginShellCommand } from '../../shell/login-shell.ts';
import { quote } from '../../shell/quote.ts';
import { operand } from '../../shell/write-file.ts';
import { type ExecResult, TransferError } from '../connection.ts';
import type { Exec } from './exec.ts';

/** A file that has arrived on a host under a temporary name, and what was sent of it. */
export interface Arrived {
  readonly part: string;
  readonly path: string;
  readonly bytes: number;
  readonly sha1: string;
  /** The host's umask decides when it is absent. */
  readonly mode?: number;
  /** Process of the host that removes the part when nobody claims it. */
  readonly sweeper?: string;
}

/**
 * Compares size and hash of what arrived with what was sent, and gives it its name in one step. Resolves with `false`, and nothing done, where
 * the host runs no commands of ours; throws {@link TransferError}, with the part removed, when it is damaged or cannot take its name.
 */
export async function claim(exec: Exec, arrived: Arrived, signal?: AbortSignal): Promise<boolean> {
  const { path, bytes } = arrived;
  const ended = await exec(claimCommand(arrived), signal && { signal });
  const said = /^RUNBOOK-(PLACED|FAILED|DAMAGED ?(\d*))$/m.exec(ended.stdout.toString());
  if (said === null) return false;
  if (said[1] === 'PLACED') return true;
  if (said[1] === 'FAILED') throw refused(path, ended);
  throw new TransferError(path, `\`${path}\` arrived damaged: ${said[2]} of ${bytes} bytes, or another hash`);
}

/** The quotes keep the words themselves out of the command's text, which a forced command may repeat. */
function claimCommand({ part, path, bytes, sha1, mode, sweeper = '' }: Arrived): string {
  const bits = mode === undefined ? `"$(printf '%o' $((0666 & ~$(umask))))"` : mode.toString(8);
  return loginShellCommand(`${stopSweeper(sweeper)}t=${quote(operand(part))} p=${quote(operand(path))}
${checksumFunction}
n=$(wc -c < "$t") || { echo RUNBOOK""-FAILED; exit 1; }
case $((n)):$(checksum "$t") in ${bytes}:|${bytes}:${sha1}) ;; *) rm -f "$t"; echo RUNBOOK""-DAMAGED $((n)); exit 1 ;; esac
chmod ${bits} "$t" && { sync "$t" 2>/dev/null || :; } && mv -f "$t" "$p" && echo RUNBOOK""-PLACED || { rm -f "$t"; echo RUNBOOK""-FAILED; }`);
}

/** Removes a part that is of no use; whatever keeps that from happening is not what went wrong first. */
export async function drop(exec: Exec, { part, sweeper = '' }: { part: string; sweeper?: string }): Promise<void> {
  const command = loginShellCommand(`${stopSweeper(sweeper)}rm -f ${quote(operand(part))}`);
  await exec(command).catch(() => {});
}

/** What the host says is a process id is only killed if it looks like one. */
function stopSweeper(pid: string): string {
  return /^[1-9]\d+$/.test(pid) ? `kill ${pid} 2>/dev/null; ` : '';
}

/** What a command says of why it could not write a file. */
export function refused(path: string, { stderr, code, signal }: ExecResult): TransferError {
  const why = stderr.toString().trim() || (code === null ? `ended by SIG${signal}` : `exit status ${code}`);
  return new TransferError(path, `cannot write \`${path}\`: ${why}`);
}
