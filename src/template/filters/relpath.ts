import { relative } from 'node:path';
import { required } from '../parameters.ts';
import { display } from '../display.ts';
import { filter } from './filter.ts';

/** `path | relpath(start)`: the way to it from another folder. */
export const relpathFilter = filter({ start: required }, (value, { start }) => relative(display(start), display(value)) || '.');
