import { once } from 'node:events';
import type { Writable } from 'node:stream';

/** Gives a chunk to a stream, and waits while the stream has enough. Rejects when the stream breaks. */
export async function written(sink: Writable, chunk: Buffer): Promise<void> {
  if (!sink.write(chunk)) await once(sink, 'drain');
}
