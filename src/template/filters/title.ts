import { display } from '../display.ts';
import { filter } from './filter.ts';

/** `text | title`: a capital at the start of every word; blanks, hyphens and opening brackets end one. */
export const titleFilter = filter({}, (value) =>
  display(value)
    .split(/([-\s({[<]+)/)
    .map((part) => part.slice(0, 1).toUpperCase() + part.slice(1).toLowerCase())
    .join(''),
);
