import { onlyText } from '../python/coerce.ts';
import { filter } from './filter.ts';
import { splitDrive } from './win-splitdrive.ts';

/** `path | win_dirname`: a Windows path without its last part. */
export const winDirnameFilter = filter({}, (value) => folderOf(onlyText(value, 'win_dirname')), {
  missing: 'error',
});

function folderOf(path: string): string {
  const [drive, rest] = splitDrive(path);
  const head = rest.slice(0, Math.max(rest.lastIndexOf('\\'), rest.lastIndexOf('/')) + 1);
  return drive + (head.replace(/[\\/]+$/, '') || head);
}
