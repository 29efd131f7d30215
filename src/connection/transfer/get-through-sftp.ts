import type { Writable } from 'node:stream';
import type { SFTPWrapper } from 'ssh2';
import { TransferError } from '../connection.ts';
import { explain } from './explain.ts';
import { answer } from './sftp-session.ts';
import { block, requests } from './window.ts';
import { written } from './written.ts';

interface Attributes {
  readonly size: number;
  isDirectory(): boolean;
}

/**
 * Reads a file of the host by SFTP into `sink`, which is not ended, with many requests under way; resolves with the number of bytes. A file
 * that is shorter at the end than it said is a {@link TransferError}.
 */
export async function getThroughSftp(
  sftp: SFTPWrapper,
  path: string,
  sink: Writable,
  signal?: AbortSignal,
): Promise<number> {
  try {
    const handle = await answer<Buffer>(sftp, (done) => sftp.open(path, 'r', done));
    try {
      return await read(sftp, { handle, path, sink, ...(signal && { signal }) });
    } finally {
      await answer(sftp, (done) => sftp.close(handle, (error) => done(error, undefined))).catch(() => {});
    }
  } catch (error) {
    signal?.throwIfAborted();
    throw error instanceof TransferError ? error : explain('read', path, error);
  }
}

interface Reading {
  readonly handle: Buffer;
  readonly path: string;
  readonly sink: Writable;
  readonly signal?: AbortSignal;
}

/** Asks for blocks ahead of the one that is handed on next, so that they are handed on in order and few are kept. */
async function read(sftp: SFTPWrapper, { handle, path, sink, signal }: Reading): Promise<number> {
  const attributes = await answer<Attributes>(sftp, (done) => sftp.fstat(handle, done));
  const { size } = attributes;
  if (attributes.isDirectory()) throw new TransferError(path, `cannot read \`${path}\`: is a directory`);
  const ahead: Promise<Buffer>[] = [];
  let asked = 0;
  let bytes = 0;
  while (bytes < size) {
    for (; ahead.length < requests && asked < size; asked += block)
      ahead.push(readBlock(sftp, handle, asked, Math.min(block, size - asked)));
    signal?.throwIfAborted();
    const chunk = await (ahead.shift() as Promise<Buffer>);
    if (chunk.length === 0) throw new TransferError(path, `\`${path}\` changed while it was read`);
    bytes += chunk.length;
    await written(sink, chunk);
  }
  return bytes;
}

/** One block, however few bytes an answer brings; shorter only at the end of the file. */
async function readBlock(sftp: SFTPWrapper, handle: Buffer, start: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  let filled = 0;
  while (filled < length) {
    const count = await answer<number>(sftp, (done) =>
      sftp.read(handle, buffer, filled, length - filled, start + filled, (error, bytes) => done(error, bytes)),
    ).catch((error: Error) => {
      if (/EOF|end of file/i.test(error.message)) return 0;
      throw error;
    });
    if (count === 0) break;
    filled += count;
  }
  return buffer.subarray(0, filled);
}
