import { typeName } from '../type-name.ts';
import { filter } from './filter.ts';

/** `x | type_debug`: the name of Python's type for it. */
export const typeDebugFilter = filter({}, (value) => typeName(value), { missing: 'taken' });
