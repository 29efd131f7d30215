import { onlyText } from '../python/coerce.ts';
import { filter } from './filter.ts';

/** `path | dirname`: what stands before the last slash, as Python's `os.path.dirname` gives it. */
export const dirnameFilter = filter({}, (value) => directoryOf(onlyText(value, 'dirname')), { missing: 'error' });

/** The folder of a path, empty for a bare name. */
export function directoryOf(path: string): string {
  const head = path.slice(0, path.lastIndexOf('/') + 1);
  return /^\/*$/.test(head) ? head : head.replace(/\/+$/, '');
}
