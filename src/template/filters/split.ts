import { onlyText } from '../python/coerce.ts';
import { call } from './call-method.ts';
import { filter } from './filter.ts';

/** `text | split(separator, maxsplit)`: its parts; white space separates when no separator is given. */
export const splitFilter = filter(
  { sep: null, maxsplit: -1 },
  (value, { sep, maxsplit }) => call(onlyText(value, 'split'), 'split', [sep, maxsplit]),
  { missing: 'error' },
);
