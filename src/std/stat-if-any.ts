import { type Stats, statSync } from 'node:fs';

/** What there is at a path; undefined where nothing is or can be, and where nothing can be seen because a folder on the way is closed to us. */
export function statIfAny(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EACCES' || code === 'ENOTDIR') return undefined;
    throw error;
  }
}
