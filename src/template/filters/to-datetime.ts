import { display } from '../display.ts';
import { strptime } from '../python/strptime.ts';
import { filter } from './filter.ts';

/** `text | to_datetime(format)`: the date that a text shows. */
export const toDatetimeFilter = filter(
  { format: '%Y-%m-%d %H:%M:%S' },
  (value, { format }) => strptime(display(value), display(format)),
  { missing: 'error' },
);
