import { createHash, randomBytes } from 'node:crypto';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { loginShellCommand } from '../../shell/login-shell.ts';
import { quote } from '../../shell/quote.ts';
import { operand } from '../../shell/write-file.ts';
import { type ExecOptions, type ExecResult, type PutOptions, TransferError } from '../connection.ts';
import { checksumFunction } from './checksum.ts';

/** Runs a command line on a host: what this needs of a connection. */
export type Exec = (command: string, options?: ExecOptions) => Promise<ExecResult>;

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
  const file = operand(path);
  const part = `${file}.runbook-${randomBytes(6).toString('hex')}`;
  const abort = options.signal === undefined ? {} : { signal: options.signal };
  const sent = measured(content);
  const received = await exec(receiveCommand(part, file), { stdin: sent.stream, ...abort }).catch(async (error) => {
    await exec(dropCommand(part)).catch(() => {});
    throw error;
  });
  if (received.code !== 0) throw refused(path, received);
  const [sweeper = '', size = '', hash = ''] = received.stdout.toString().trim().split(' ');
  if (Number(size) !== sent.bytes() || (hash !== '' && hash !== sent.hash())) {
    await exec(dropCommand(part, sweeper), abort);
    throw new TransferError(path, `\`${path}\` arrived damaged: ${size} of ${sent.bytes()} bytes, or another hash`);
  }
  const placed = await exec(claimCommand(part, file, sweeper, options.mode), abort);
  if (placed.code !== 0) throw refused(path, placed);
}

/** Counts and hashes content on its way. */
function measured(content: Uint8Array | Readable) {
  const hash = createHash('sha256');
  let bytes = 0;
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of content instanceof Uint8Array ? [content] : content) {
      bytes += chunk.length;
      hash.update(chunk);
      yield chunk;
    }
  }
  return { stream: Readable.from(counted()), bytes: () => bytes, hash: () => hash.digest('hex') };
}

function receiveCommand(part: string, path: string): string {
  const [t, p] = [quote(part), quote(path)];
  return loginShellCommand(`${checksumFunction}
if [ -d ${p} ]; then echo 'is a directory' >&2; exit 1; fi
case ${p} in */*) [ -d ${quote(`${dirname(path)}/`)} ] || { echo 'no such file or directory' >&2; exit 1; } ;; esac
umask 077
trap 'rm -f ${quote(part).replaceAll("'", `'\\''`)}; exit 1' HUP INT TERM
cat > ${t} || { rm -f ${t}; exit 1; }
(trap '' HUP; sleep ${partLives}; rm -f ${t}) >/dev/null 2>&1 </dev/null &
echo $! $(wc -c < ${t}) $(checksum ${t})`);
}

function claimCommand(part: string, path: string, sweeper: string, mode: number | undefined): string {
  const [t, p] = [quote(part), quote(path)];
  const bits = mode === undefined ? `"$(printf '%o' $((0666 & ~$(umask))))"` : mode.toString(8);
  return loginShellCommand(
    `${stopSweeper(sweeper)}chmod ${bits} ${t} && { sync ${t} 2>/dev/null || :; } && mv -f ${t} ${p} || { c=$?; rm -f ${t}; exit $c; }`,
  );
}

function dropCommand(part: string, sweeper = ''): string {
  return loginShellCommand(`${stopSweeper(sweeper)}rm -f ${quote(part)}`);
}

/** What the host says is a process id is only killed if it looks like one. */
function stopSweeper(pid: string): string {
  return /^[1-9]\d+$/.test(pid) ? `kill ${pid} 2>/dev/null; ` : '';
}

function refused(path: string, { stderr, code, signal }: ExecResult): TransferError {
  const why = stderr.toString().trim() || (code === null ? `ended by SIG${signal}` : `exit status ${code}`);
  return new TransferError(path, `cannot write \`${path}\`: ${why}`);
}
