import type { Readable } from 'node:stream';
import type { SFTPWrapper } from 'ssh2';
import { defined } from '../../std/defined.ts';
import { type PutOptions, TransferError } from '../connection.ts';
import { Blocks, block } from './blocks.ts';
import { claim } from './claim.ts';
import type { Exec } from './exec.ts';
import { explain } from './explain.ts';
import { partOf } from './part.ts';
import { answer } from './sftp-session.ts';
import { requests, Window } from './window.ts';

/** Does some work in an SFTP session, which is ended behind it; given up, not waited for, when the signal is aborted. */
export type InSftp = <T>(work: (sftp: SFTPWrapper) => Promise<T>, signal?: AbortSignal) => Promise<T>;

/** What a host offers to a transfer; one channel is in use at a time. */
export interface Ways {
  readonly inSftp: InSftp;
  readonly exec: Exec;
}

/** Milliseconds for taking a part away, after which a host that does not answer keeps it. */
const cleaningNeeds = 2000;

/**
 * Writes a file of the host by SFTP: into a part beside it with many requests under way, synced and measured before it takes the file's
 * name in one step. What took more than one request is also compared by hash where the host runs commands. Throws {@link TransferError}.
 */
export async function putThroughSftp(
  { inSftp, exec }: Ways,
  content: Uint8Array | Readable,
  path: string,
  options: PutOptions = {},
): Promise<void> {
  const { mode, signal } = options;
  const part = partOf(path);
  const sent = new Blocks(content);
  const inPlace = (sftp: SFTPWrapper) => rename(sftp, part, path);
  try {
    const placed = await inSftp(async (sftp) => {
      await upload(sftp, { part, path, sent, options });
      if (sent.tally.bytes > block) return false;
      await inPlace(sftp);
      return true;
    }, signal);
    if (placed) return;
    const arrived = { part, path, ...sent.tally.total(), ...defined({ mode }) };
    if (!(await claim(exec, arrived, signal))) await inSftp(inPlace, signal);
  } catch (error) {
    const soon = AbortSignal.timeout(cleaningNeeds);
    await inSftp((sftp) => answer(sftp, (done) => sftp.unlink(part, done)), soon).catch(() => {});
    signal?.throwIfAborted();
    throw explain('write', path, error);
  }
}

interface Upload {
  readonly part: string;
  readonly path: string;
  readonly sent: Blocks;
  readonly options: PutOptions;
}

/** A server answers requests about one file in their order, so nothing but the folder and the handle has to be waited for. */
async function upload(sftp: SFTPWrapper, { part, path, sent, options }: Upload): Promise<void> {
  const [handle] = await Promise.all([
    answer<Buffer>(sftp, (done) => sftp.open(part, 'wx', { mode: 0o600 }, done)),
    refuseFolder(sftp, path),
  ]);
  const window = new Window(requests);
  for await (const piece of sent) {
    options.signal?.throwIfAborted();
    const at = sent.tally.bytes - piece.length;
    await window.add(() => answer(sftp, (done) => sftp.write(handle, piece, 0, piece.length, at, done)));
  }
  const [size] = await Promise.all([settled(sftp, handle, options.mode), window.drain()]);
  const { bytes } = sent.tally;
  if (size !== bytes) throw new TransferError(path, `\`${path}\` arrived damaged: ${size} of ${bytes} bytes`);
}

async function refuseFolder(sftp: SFTPWrapper, path: string): Promise<void> {
  const attributes = await answer<{ isDirectory(): boolean }>(sftp, (done) => sftp.stat(path, done)).catch(
    () => undefined,
  );
  if (attributes?.isDirectory()) throw new TransferError(path, `cannot write \`${path}\`: is a directory`);
}

/** The size of a file that has its mode and is on the disk. Without a mode the host's umask decides, which SFTP does not tell: what most hosts have stands for it. */
async function settled(sftp: SFTPWrapper, handle: Buffer, mode = 0o644): Promise<number> {
  const [{ size }] = await Promise.all([
    answer<{ size: number }>(sftp, (done) => sftp.fstat(handle, done)),
    answer(sftp, (done) => sftp.fchmod(handle, mode, done)),
    orWithout(answer(sftp, (done) => sftp.ext_openssh_fsync(handle, done))),
    answer(sftp, (done) => sftp.close(handle, done)),
  ]);
  return size;
}

/** Servers other than OpenSSH may not know how. */
async function orWithout(extension: Promise<void>): Promise<boolean> {
  try {
    await extension;
    return true;
  } catch (error) {
    if (/not support|unsupported/i.test((error as Error).message)) return false;
    throw error;
  }
}

/** In one step over a file that is there, where the server can (`posix-rename@openssh.com`). */
async function rename(sftp: SFTPWrapper, from: string, to: string): Promise<void> {
  if (await orWithout(answer(sftp, (done) => sftp.ext_openssh_rename(from, to, done)))) return;
  await answer(sftp, (done) => sftp.rename(from, to, done));
}
