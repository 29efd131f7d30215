import { askIp } from '../ip/ask.ts';
import { filter } from './filter.ts';

/** `x | ipv6(query)`: like `ipaddr`, and only of version 6. */
export const ipv6Filter = filter({ query: '' }, (value, { query }) => askIp(value, query, 6));
