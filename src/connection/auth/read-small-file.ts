import { constants, openSync } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';

/** No key is larger. */
const mostBytes = 1 << 20;

const { O_RDONLY, O_NONBLOCK } = constants;

/**
 * Reads a file of a key. It may be a pipe (`<(…)` of a shell): one that says nothing is waited for without one of the few threads that
 * everything else needs as well, and keeps no process from ending. Rejects with the system's error.
 */
export async function readSmallFile(path: string): Promise<Buffer> {
  if ((await stat(path)).isFIFO()) return readPipe(path);
  const handle = await open(path, O_RDONLY | O_NONBLOCK);
  try {
    return await buffer(handle.createReadStream({ end: mostBytes - 1, autoClose: false }));
  } finally {
    await handle.close();
  }
}

/** With O_NONBLOCK a pipe is opened at once (open(2)); whether somebody writes to it is for the event loop to wait for. */
async function readPipe(path: string): Promise<Buffer> {
  const fd = openSync(path, O_RDONLY | O_NONBLOCK);
  const pipe = new Socket({ fd, readable: true, writable: false }).unref();
  return buffer(upTo(mostBytes, pipe));
}

async function* upTo(bytes: number, stream: Readable): AsyncGenerator<Buffer> {
  let left = bytes;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    yield chunk.subarray(0, left);
    left -= chunk.length;
    if (left <= 0) return;
  }
}
