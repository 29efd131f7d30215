import { createHash } from 'node:crypto';
import { Transform, type Writable } from 'node:stream';
import { loginShellCommand } from '../../shell/login-shell.ts';
import { quote } from '../../shell/quote.ts';
import { operand } from '../../shell/write-file.ts';
import { TransferError } from '../connection.ts';
import { checksumFunction } from './checksum.ts';
import type { Exec } from './put-through-exec.ts';
import { written } from './written.ts';

/**
 * Reads a file of the host with nothing but a shell there, into `sink`, which is not ended; resolves with the number of bytes when their
 * hash is the file's. Throws {@link TransferError}.
 */
export async function getThroughExec(exec: Exec, path: string, sink: Writable, signal?: AbortSignal): Promise<number> {
  const hash = createHash('sha256');
  let bytes = 0;
  const counting = new Transform({
    transform(chunk: Buffer, _encoding, next) {
      bytes += chunk.length;
      hash.update(chunk);
      written(sink, chunk).then(() => next(), next);
    },
  });
  const sent = await exec(sendCommand(operand(path)), { stdout: counting, ...(signal && { signal }) });
  counting.end();
  await new Promise((resolve, reject) => counting.on('finish', resolve).on('error', reject));
  const said = sent.stderr.toString().trim();
  if (sent.code !== 0) throw new TransferError(path, `cannot read \`${path}\`: ${said || `exit status ${sent.code}`}`);
  const expected = /RUNBOOK-SUM (\w*)$/.exec(said)?.[1] ?? '';
  if (expected !== '' && expected !== hash.digest('hex')) {
    throw new TransferError(path, `\`${path}\` arrived damaged, or changed while it was read`);
  }
  return bytes;
}

function sendCommand(path: string): string {
  const p = quote(path);
  return loginShellCommand(`${checksumFunction}
if [ -d ${p} ]; then echo 'is a directory' >&2; exit 1; fi
cat ${p} && echo RUNBOOK-SUM $(checksum ${p}) >&2`);
}
