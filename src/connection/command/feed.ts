import { once } from 'node:events';
import { Readable, type Writable } from 'node:stream';

/**
 * Writes a command's standard input as fast as it is taken, and ends it unless `keepOpen`; a source that is destroyed ends it in any case.
 * Resolves when it is done or when the command has `closed`; rejects when the source fails, and then leaves the input open, so that half of
 * it is not taken for all.
 */
export async function feed(
  stdin: Writable,
  source: Uint8Array | string | Readable | undefined,
  { keepOpen, closed }: { readonly keepOpen: boolean; readonly closed: Promise<void> },
): Promise<void> {
  let whole = true;
  if (source instanceof Readable) whole = await carry(source, stdin, closed);
  else if (source !== undefined && source.length > 0) stdin.write(source);
  if (!keepOpen || !whole) stdin.end();
}

/** Whether the source has come to its end; not when it was destroyed, or the command ended first. */
async function carry(source: Readable, stdin: Writable, closed: Promise<void>): Promise<boolean> {
  let over = false;
  void closed.then(() => {
    over = true;
    source.destroy();
  });
  try {
    for await (const chunk of source) {
      if (over) return false;
      if (!stdin.write(chunk)) await Promise.race([once(stdin, 'drain'), closed]);
    }
    return true;
  } catch (error) {
    if (over || (error as NodeJS.ErrnoException).code === 'ERR_STREAM_PREMATURE_CLOSE') return false;
    throw error;
  }
}
