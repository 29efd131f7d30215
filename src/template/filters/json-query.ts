import { LRUCache } from 'lru-cache';
import { display } from '../display.ts';
import type { Query } from '../jmespath/ast.ts';
import { parseQuery } from '../jmespath/parser.ts';
import { searchValue } from '../jmespath/search.ts';
import { required } from '../parameters.ts';
import { filter } from './filter.ts';

const parsed = new LRUCache<string, Query>({ max: 500 });

/** `x | json_query(query)`: what a JMESPath query finds in it. */
export const jsonQueryFilter = filter(
  { query: required },
  (value, { query }) => {
    const text = display(query);
    const known = parsed.get(text) ?? parseQuery(text);
    parsed.set(text, known);
    return searchValue(known, value);
  },
  { missing: 'error' },
);
