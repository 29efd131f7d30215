import { onlyText } from '../python/coerce.ts';
import { Tuple } from '../value.ts';
import { filter } from './filter.ts';

/** `path | win_splitdrive`: the drive (or share) of a Windows path, and the rest. */
export const winSplitdriveFilter = filter({}, (value) => Tuple.from(splitDrive(onlyText(value, 'win_splitdrive'))), {
  missing: 'error',
});

/** The drive or share of a Windows path, empty when it names none, and the rest. */
export function splitDrive(path: string): [drive: string, rest: string] {
  const [, drive = ''] = /^([A-Za-z]:|[\\/]{2}[^\\/]+[\\/][^\\/]+)/.exec(path) ?? [];
  return [drive, path.slice(drive.length)];
}
