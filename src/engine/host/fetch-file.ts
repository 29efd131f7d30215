import { createHash, randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { CommandResult, FetchAction } from '../../modules/module.ts';
import type { TaskHost } from './task-host.ts';

/** Copies a file of the host to the controller: whole, on the disk, under its name only when it is, and compared by hash. */
export async function fetchFile(
  { path, to, sha1 }: FetchAction,
  host: Pick<TaskHost, 'now' | 'readInto'>,
): Promise<CommandResult> {
  const startedAt = host.now();
  const done = (code: number, stderr: string): CommandResult => ({
    code,
    stdout: '',
    stderr,
    startedAt,
    durationMs: host.now() - startedAt,
  });
  const partial = `${to}.${randomBytes(6).toString('hex')}.part`;
  const hash = createHash('sha1');
  try {
    await mkdir(dirname(to), { recursive: true });
    const hashing = new Transform({
      transform(chunk: Buffer, _encoding, next) {
        hash.update(chunk);
        next(null, chunk);
      },
    });
    const reading = host.readInto(path, hashing, { hash: sha1 === undefined });
    const ended = reading.then(
      () => hashing.end(),
      (error: Error) => hashing.destroy(error),
    );
    await Promise.all([pipeline(hashing, createWriteStream(partial, { flush: true })), ended]);
    const found = hash.digest('hex');
    if (sha1 !== undefined && found !== sha1) return done(1, `${path} changed while it was read, or arrived damaged`);
    await rename(partial, to);
    return done(0, '');
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    return done(1, `cannot write ${to}: ${error.message}`);
  } finally {
    // A name that cannot be written cannot be removed either, and the first error is the one to tell.
    await rm(partial, { force: true }).catch(() => {});
  }
}
