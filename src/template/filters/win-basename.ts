import { win32 } from 'node:path';
import { onlyText } from '../python/coerce.ts';
import { filter } from './filter.ts';

/** `path | win_basename`: the last part of a Windows path. */
export const winBasenameFilter = filter({}, (value) => lastPart(onlyText(value, 'win_basename')), {
  missing: 'error',
});

function lastPart(path: string): string {
  return /[\\/]$/.test(path) ? '' : win32.basename(path);
}
