import { askIp } from '../ip/ask.ts';
import { filter } from './filter.ts';

/** `x | ipv4(query)`: like `ipaddr`, and only of version 4. */
export const ipv4Filter = filter({ query: '' }, (value, { query }) => askIp(value, query, 4));
