import { randomBytes } from 'node:crypto';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { checksumFunction } from '../../shell/checksum.ts';
import { loginShellCommand } from '../../shell/login-shell.ts';
import { quote } from '../../shell/quote.ts';
import { operand } from '../../shell/write-file.ts';
import { type GetOptions, TransferError } from '../connection.ts';
import { CheckedSink } from './checked-sink.ts';
import { damaged } from './damaged.ts';
import type { Exec } from './exec.ts';
import { notOurs } from './put-through-exec.ts';

/**
 * Reads a file of the host with nothing but a shell there, into `sink`, which is not ended; resolves with the number of bytes when their
 * hash is the file's. Throws {@link TransferError}.
 */
export async function getThroughExec(
  exec: Exec,
  path: string,
  sink: Writable,
  { signal, hash = true }: GetOptions = {},
): Promise<number> {
  const token = randomBytes(9).toString('hex');
  const file = new CheckedSink(sink, `RUNBOOK-${token}`);
  const sent = await exec(sendCommand(path, token, hash), { stdout: file, ...(signal && { signal }) });
  file.end();
  await finished(file);
  const said = sent.stderr.toString();
  const sum = new RegExp(`^RUNBOOK-${token} (\\w*)$`, 'm').exec(said)?.[1];
  if (sent.code !== 0) {
    throw new TransferError(path, `cannot read \`${path}\`: ${said.trim() || `exit status ${sent.code}`}`);
  }
  if (sum === undefined || !file.begun) throw notOurs('read', path);
  if (sum !== '' && sum !== file.tally.sha1()) throw damaged(path);
  return file.tally.bytes;
}

function sendCommand(path: string, token: string, hash: boolean): string {
  const p = quote(operand(path));
  return loginShellCommand(`${hash ? checksumFunction : 'checksum() { :; }'}
if [ -d ${p} ]; then echo 'is a directory' >&2; exit 1; fi
echo RUNBOOK""-${token}
cat ${p} && echo RUNBOOK""-${token} $(checksum ${p}) >&2`);
}
