import { askIp, readIp } from '../ip/ask.ts';
import { isList, type Value } from '../value.ts';
import { filter } from './filter.ts';

/** `x | ipwrap(query)`: addresses of version 6 in brackets, as URLs want them; anything else as it is. */
export const ipwrapFilter = filter({ query: '' }, (value, { query }) =>
  isList(value) ? value.map((item) => wrap(item, query)) : wrap(value, query),
);

function wrap(value: Value, query: Value): Value {
  const asked = readIp(value) === undefined ? false : askIp(value, query);
  return asked === false || asked === null ? value : askIp(asked, 'wrap');
}
