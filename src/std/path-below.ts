import { join } from 'node:path';

/**
 * The path of what a name from elsewhere (a host's, an inventory's) stands for below a folder. `undefined` when it would lie anywhere else, or
 * be the folder itself: for names with `.` or `..` between slashes, with a NUL byte, or of slashes alone.
 */
export function pathBelow(folder: string, name: string): string | undefined {
  const parts = name.split('/').filter((part) => part !== '');
  const leads = parts.length > 0 && !name.includes('\0') && !parts.some((part) => part === '.' || part === '..');
  return leads ? join(folder, ...parts) : undefined;
}
