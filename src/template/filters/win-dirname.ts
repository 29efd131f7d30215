import { display } from '../display.ts';
import { filter } from './filter.ts';
import { splitDrive } from './win-splitdrive.ts';

/** `path | win_dirname`: a Windows path without its last part. */
export const winDirnameFilter = filter({}, (value) => {
  const [drive, rest] = splitDrive(display(value));
  const head = rest.slice(0, Math.max(rest.lastIndexOf('\\'), rest.lastIndexOf('/')) + 1);
  return drive + (head.replace(/[\\/]+$/, '') || head);
});
