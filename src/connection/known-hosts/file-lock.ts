import { mkdir, open, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** Milliseconds after which a lock was left behind by somebody who was killed: its work takes one. */
const stale = 5000;
const pause = 5;

/**
 * Does work while no other process on this machine does the same with a file: beside it lies `FILE.lock` meanwhile. Where nothing can be
 * written beside it the work is done all the same, so it must do no harm unlocked.
 */
export async function withFileLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  const lock = `${file}.lock`;
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const locked = await take(lock);
  try {
    return await work();
  } finally {
    if (locked) await rm(lock, { force: true });
  }
}

/** Whether it was got; false where nobody can have it. */
async function take(lock: string): Promise<boolean> {
  for (;;) {
    try {
      await (await open(lock, 'wx', 0o600)).close();
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return false;
    }
    if (await isStale(lock)) await rm(lock, { force: true });
    else await delay(pause);
  }
}

async function isStale(lock: string): Promise<boolean> {
  const found = await stat(lock).catch(() => undefined);
  // A clock that differs makes it come from the future: that must not be waited for.
  return found !== undefined && Math.abs(Date.now() - found.mtimeMs) > stale;
}
