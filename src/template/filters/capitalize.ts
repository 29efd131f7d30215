import { display } from '../display.ts';
import { capitalized } from '../python/text-case.ts';
import { filter } from './filter.ts';

/** `text | capitalize`: a capital first, the rest lower. */
export const capitalizeFilter = filter({}, (value) => capitalized(display(value)));
