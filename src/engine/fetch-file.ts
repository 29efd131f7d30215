import { createHash, randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Transform } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { CommandResult, FetchAction } from '../modules/module.ts';
import type { TaskHost } from './task-host.ts';

/** Copies a file of the host to the controller: whole, under its name only when it is, and checked when its SHA-1 is known. */
export async function fetchFile({ path, to, sha1 }: FetchAction, host: TaskHost): Promise<CommandResult> {
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
    const file = hashing.pipe(createWriteStream(partial));
    await host.readInto(path, hashing);
    hashing.end();
    await finished(file);
    const found = hash.digest('hex');
    if (sha1 !== undefined && found !== sha1) return done(1, `${path} changed while it was read, or arrived damaged`);
    await rename(partial, to);
    return done(0, '');
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    return done(1, `cannot write ${to}: ${error.message}`);
  } finally {
    await rm(partial, { force: true });
  }
}
