import { onlyText } from '../python/coerce.ts';
import { filter } from './filter.ts';

/** `path | basename`: what follows the last slash. */
export const basenameFilter = filter({}, (value) => baseName(onlyText(value, 'basename')), { missing: 'error' });

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
