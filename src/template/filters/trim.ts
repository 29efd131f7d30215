import { display } from '../display.ts';
import { optionalText } from '../python/coerce.ts';
import { strip } from '../python/text-split.ts';
import { filter } from './filter.ts';

/** `text | trim(chars)`: without white space, or those characters, at both ends. */
export const trimFilter = filter({ chars: null }, (value, { chars }) =>
  strip(display(value), optionalText(chars, '`chars`')),
);
