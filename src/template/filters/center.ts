import { display } from '../display.ts';
import { call } from './call-method.ts';
import { filter } from './filter.ts';

/** `text | center(width)`: in the middle of a field. */
export const centerFilter = filter({ width: 80 }, (value, { width }) => call(display(value), 'center', [width]));
