import { once } from 'node:events';
import type { Writable } from 'node:stream';

/** Gives a chunk to a stream, and waits while the stream has enough. Rejects when the stream breaks, or has broken. */
export async function written(sink: Writable, chunk: Buffer): Promise<void> {
  if (sink.errored) throw sink.errored;
  if (chunk.length === 0 || sink.write(chunk)) return;
  await once(sink, 'drain');
}
