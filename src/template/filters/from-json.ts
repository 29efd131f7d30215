import { parseJson } from '../json/parse.ts';
import { textOf } from '../python/coerce.ts';
import { filter } from './filter.ts';

/** `text | from_json`: the value that a JSON text stands for. */
export const fromJsonFilter = filter({}, (value) => parseJson(textOf(value, 'the value of `from_json`')), {
  missing: 'error',
});
