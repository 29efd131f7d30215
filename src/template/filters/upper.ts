import { display } from '../display.ts';
import { filter } from './filter.ts';

/** `text | upper`. */
export const upperFilter = filter({}, (value) => display(value).toUpperCase());
