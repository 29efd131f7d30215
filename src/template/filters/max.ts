import { compare } from '../compare.ts';
import { extremeFilter } from './extreme.ts';

/** `items | max(case_sensitive, attribute)`: the greatest item; of nothing, a value that is not there. */
export const maxFilter = extremeFilter('max', (candidate, best) => compare(candidate, best, '>') > 0);
