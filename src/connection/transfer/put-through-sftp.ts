import { randomBytes } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { SFTPWrapper } from 'ssh2';
import { type PutOptions, TransferError } from '../connection.ts';
import { explain } from './explain.ts';
import { answer } from './sftp-session.ts';
import { block, requests, Window } from './window.ts';

/**
 * Writes a file of the host by SFTP: into a part beside it with many requests under way, synced and measured before it takes the file's
 * name in one step. Throws {@link TransferError}.
 */
export async function putThroughSftp(
  sftp: SFTPWrapper,
  content: Uint8Array | Readable,
  path: string,
  options: PutOptions = {},
): Promise<void> {
  const part = `${path}.runbook-${randomBytes(6).toString('hex')}`;
  try {
    await refuseFolder(sftp, path);
    const bytes = await write(sftp, content, part, options);
    const { size } = await answer<{ size: number }>(sftp, (done) => sftp.stat(part, done));
    if (size !== bytes) throw new TransferError(path, `\`${path}\` arrived damaged: ${size} of ${bytes} bytes`);
    await rename(sftp, part, path);
  } catch (error) {
    await answer(sftp, (done) => sftp.unlink(part, (problem) => done(problem, undefined))).catch(() => {});
    options.signal?.throwIfAborted();
    throw error instanceof TransferError ? error : explain('write', path, error);
  }
}

async function refuseFolder(sftp: SFTPWrapper, path: string): Promise<void> {
  const attributes = await answer<{ isDirectory(): boolean }>(sftp, (done) => sftp.stat(path, done)).catch(
    () => undefined,
  );
  if (attributes?.isDirectory()) throw new TransferError(path, `cannot write \`${path}\`: is a directory`);
}

async function write(
  sftp: SFTPWrapper,
  content: Uint8Array | Readable,
  part: string,
  options: PutOptions,
): Promise<number> {
  const handle = await answer<Buffer>(sftp, (done) => sftp.open(part, 'wx', { mode: 0o600 }, done));
  const window = new Window(requests);
  let position = 0;
  try {
    for await (const chunk of content instanceof Uint8Array ? [content] : content) {
      options.signal?.throwIfAborted();
      const bytes = Buffer.from(chunk);
      for (let start = 0; start < bytes.length; start += block) {
        const piece = bytes.subarray(start, start + block);
        const at = position;
        position += piece.length;
        await window.add(() =>
          answer(sftp, (done) => sftp.write(handle, piece, 0, piece.length, at, (e) => done(e, undefined))),
        );
      }
    }
    await window.drain();
    await setMode(sftp, handle, options.mode);
    await sync(sftp, handle);
  } finally {
    await answer(sftp, (done) => sftp.close(handle, (error) => done(error, undefined))).catch(() => {});
  }
  return position;
}

/** Without a mode the host's umask decides, which SFTP does not tell: what most hosts have stands for it. */
async function setMode(sftp: SFTPWrapper, handle: Buffer, mode = 0o644): Promise<void> {
  await answer(sftp, (done) => sftp.fchmod(handle, mode, (error) => done(error, undefined)));
}

/** Servers other than OpenSSH may not know how. */
async function sync(sftp: SFTPWrapper, handle: Buffer): Promise<void> {
  try {
    await answer(sftp, (done) => sftp.ext_openssh_fsync(handle, (error) => done(error, undefined)));
  } catch (error) {
    if (!/not support|unsupported/i.test((error as Error).message)) throw error;
  }
}

/** In one step over a file that is there, where the server can (`posix-rename@openssh.com`). */
async function rename(sftp: SFTPWrapper, from: string, to: string): Promise<void> {
  try {
    await answer(sftp, (done) => sftp.ext_openssh_rename(from, to, (error) => done(error, undefined)));
  } catch (error) {
    if (!/not support|unsupported/i.test((error as Error).message)) throw error;
    await answer(sftp, (done) => sftp.rename(from, to, (problem) => done(problem, undefined)));
  }
}
