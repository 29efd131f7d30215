import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { loginShellCommand } from '../../shell/login-shell.ts';
import { quote } from '../../shell/quote.ts';
import { operand } from '../../shell/write-file.ts';
import { defined } from '../../std/defined.ts';
import { type PutOptions, TransferError } from '../connection.ts';
import { Blocks } from './blocks.ts';
import { claim, drop, refused } from './claim.ts';
import type { Exec } from './exec.ts';
import { explain } from './explain.ts';
import { partOf } from './part.ts';

/** Seconds after which the host removes a part that nobody has claimed: its connection was cut. */
const partLives = 30;

/**
 * Writes a file of the host with nothing but a shell there: into a part beside it, whose size and hash are compared before it takes the file's
 * name. The old file stays whole until then, and a part is removed whatever happens. Throws {@link TransferError}.
 */
export async function putThroughExec(
  exec: Exec,
  content: Uint8Array | Readable,
  path: string,
  options: PutOptions = {},
): Promise<void> {
  const { mode, signal } = options;
  const part = partOf(path);
  const sent = new Blocks(content);
  const stdin = Readable.from(sent, { objectMode: false });
  const received = await exec(receiveCommand(part, path), { stdin, ...(signal && { signal }) }).catch(async (error) => {
    await drop(exec, { part });
    throw error;
  });
  if (received.code !== 0) throw refused(path, received);
  const sweeper = /^RUNBOOK-PART (\d+)$/m.exec(received.stdout.toString())?.[1];
  const arrived = { part, path, ...sent.tally.total(), ...defined({ mode }) };
  if (sweeper === undefined) throw notOurs('write', path);
  const claimed = await claim(exec, { ...arrived, sweeper }, signal).catch(async (error: unknown) => {
    await drop(exec, { part, sweeper });
    throw explain('write', path, error);
  });
  if (!claimed) throw notOurs('write', path);
}

function receiveCommand(part: string, path: string): string {
  const [t, p] = [quote(operand(part)), quote(operand(path))];
  return loginShellCommand(`if [ -d ${p} ]; then echo 'is a directory' >&2; exit 1; fi
case ${p} in */*) [ -d ${quote(`${dirname(path)}/`)} ] || { echo 'no such file or directory' >&2; exit 1; } ;; esac
umask 077
trap 'rm -f ${t.replaceAll("'", `'\\''`)}; exit 1' HUP INT TERM
cat > ${t} || { rm -f ${t}; exit 1; }
(trap '' HUP; sleep ${partLives}; rm -f ${t}) >/dev/null 2>&1 </dev/null &
echo RUNBOOK""-PART $!`);
}

/** A forced command, or a login shell that runs nothing, has answered in the place of ours. */
export function notOurs(what: 'read' | 'write', path: string): TransferError {
  return new TransferError(
    path,
    `cannot ${what} \`${path}\`: there is no SFTP, and the host did not run the command for it`,
  );
}
