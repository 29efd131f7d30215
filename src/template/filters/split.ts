import { display } from '../display.ts';
import { call } from './call-method.ts';
import { filter } from './filter.ts';

/** `text | split(separator, maxsplit)`: its parts; white space separates when no separator is given. */
export const splitFilter = filter({ sep: null, maxsplit: -1 }, (value, { sep, maxsplit }) =>
  call(display(value), 'split', [sep, maxsplit]),
);
