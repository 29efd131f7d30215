import { compare } from '../compare.ts';
import { extremeFilter } from './extreme.ts';

/** `items | min(case_sensitive, attribute)`: the least item; of nothing, a value that is not there. */
export const minFilter = extremeFilter('min', (candidate, best) => compare(candidate, best, '<') < 0);
