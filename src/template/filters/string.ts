import { display } from '../display.ts';
import { filter } from './filter.ts';

/** `x | string`: as Python prints it. */
export const stringFilter = filter({}, (value) => display(value));
