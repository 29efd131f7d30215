import type { Writable } from 'node:stream';
import type { SFTPWrapper } from 'ssh2';
import { type GetOptions, TransferError } from '../connection.ts';
import { block } from './blocks.ts';
import { damaged } from './damaged.ts';
import { explain } from './explain.ts';
import { hashOnHost } from './hash-on-host.ts';
import type { Ways } from './put-through-sftp.ts';
import { answer } from './sftp-session.ts';
import { Tally } from './tally.ts';
import { requests } from './window.ts';
import { written } from './written.ts';

/**
 * Reads a file of the host by SFTP into `sink`, which is not ended, with many requests under way; resolves with the number of bytes. A file
 * that is shorter at the end than it said is a {@link TransferError}, and so is one of more than one request that has another hash on its host.
 */
export async function getThroughSftp(
  { inSftp, exec }: Ways,
  path: string,
  sink: Writable,
  { signal, hash = true }: GetOptions = {},
): Promise<number> {
  const tally = new Tally();
  const take = async (chunk: Buffer): Promise<void> => {
    signal?.throwIfAborted();
    tally.add(chunk);
    await written(sink, chunk);
  };
  try {
    await inSftp((sftp) => read(sftp, path, take), signal);
    const expected =
      hash && tally.bytes > block ? await hashOnHost(exec, { path, bytes: tally.bytes }, signal) : undefined;
    if (expected !== undefined && expected !== tally.sha1()) throw damaged(path);
  } catch (error) {
    signal?.throwIfAborted();
    throw explain('read', path, error);
  }
  return tally.bytes;
}

interface Attributes {
  readonly size: number;
  isDirectory(): boolean;
}

type Take = (chunk: Buffer) => Promise<void>;

/** The first block is asked for together with the size: most files have no other. What has no size (`/proc`) is read until it ends. */
async function read(sftp: SFTPWrapper, path: string, take: Take): Promise<void> {
  const handle = await answer<Buffer>(sftp, (done) => sftp.open(path, 'r', done));
  const first = later(readSome(sftp, handle, 0, block));
  const attributes = await answer<Attributes>(sftp, (done) => sftp.fstat(handle, done));
  if (attributes.isDirectory()) throw new TransferError(path, `cannot read \`${path}\`: is a directory`);
  const begun = (await first).subarray(0, attributes.size === 0 ? block : attributes.size);
  await take(begun);
  const bytes =
    attributes.size === 0
      ? await readToEnd(sftp, handle, { from: begun.length, take })
      : await readAhead(sftp, handle, { from: begun.length, size: attributes.size, take });
  if (bytes < attributes.size) throw new TransferError(path, `\`${path}\` changed while it was read`);
}

/** Asks for blocks ahead of the one that is handed on next, so that they are handed on in order and few are kept. */
async function readAhead(
  sftp: SFTPWrapper,
  handle: Buffer,
  { from, size, take }: { readonly from: number; readonly size: number; readonly take: Take },
): Promise<number> {
  const ahead: Promise<Buffer>[] = [];
  let asked = from;
  let bytes = from;
  while (bytes < size) {
    for (; ahead.length < requests && asked < size; asked += block)
      ahead.push(later(readBlock(sftp, handle, asked, Math.min(block, size - asked))));
    const chunk = await (ahead.shift() as Promise<Buffer>);
    if (chunk.length === 0) break;
    bytes += chunk.length;
    await take(chunk);
  }
  return bytes;
}

async function readToEnd(
  sftp: SFTPWrapper,
  handle: Buffer,
  { from, take }: { readonly from: number; readonly take: Take },
): Promise<number> {
  for (let bytes = from; ; ) {
    const chunk = await readBlock(sftp, handle, bytes, block);
    if (chunk.length === 0) return bytes;
    bytes += chunk.length;
    await take(chunk);
  }
}

/** What fails before it is waited for must not count as an error that nobody handles. */
function later(reading: Promise<Buffer>): Promise<Buffer> {
  reading.catch(() => {});
  return reading;
}

/** One block, however few bytes an answer brings; shorter only at the end of the file. */
async function readBlock(sftp: SFTPWrapper, handle: Buffer, start: number, length: number): Promise<Buffer> {
  const parts = [await readSome(sftp, handle, start, length)];
  for (let filled = parts[0]?.length ?? 0; filled < length; ) {
    const more = await readSome(sftp, handle, start + filled, length - filled);
    if (more.length === 0) break;
    filled += more.length;
    parts.push(more);
  }
  return parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts);
}

/** What one request brings; nothing at the end of the file. */
async function readSome(sftp: SFTPWrapper, handle: Buffer, start: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(length);
  const count = await answer<number>(sftp, (done) =>
    sftp.read(handle, buffer, 0, length, start, (error, bytes) => done(error, bytes)),
  ).catch((error: Error) => {
    if (/EOF|end of file/i.test(error.message)) return 0;
    throw error;
  });
  return buffer.subarray(0, count);
}
