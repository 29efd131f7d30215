import { display } from '../display.ts';
import { filter } from './filter.ts';

/** `text | lower`. */
export const lowerFilter = filter({}, (value) => display(value).toLowerCase());
