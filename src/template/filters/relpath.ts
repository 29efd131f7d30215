import { relative } from 'node:path';
import { display } from '../display.ts';
import { textOf } from '../python/coerce.ts';
import { filter } from './filter.ts';

/** `path | relpath(start)`: the way to it from another folder. */
export const relpathFilter = filter(
  { start: '.' },
  (value, { start }) => relative(display(start), textOf(value, 'the value of `relpath`')) || '.',
);
