import { win32 } from 'node:path';
import { display } from '../display.ts';
import { filter } from './filter.ts';

/** `path | win_basename`: the last part of a Windows path. */
export const winBasenameFilter = filter({}, (value) => {
  const path = display(value);
  return /[\\/]$/.test(path) ? '' : win32.basename(path);
});
