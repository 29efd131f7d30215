import { textOf } from '../python/coerce.ts';
import { PythonRegex } from '../python/regex.ts';
import { lookup } from './lookup.ts';

/** `lookup('varnames', patterns…)`: the names of the variables that patterns are found in. */
export const varnamesLookup = lookup({}, (terms, _options, { context }) => {
  const names = [...new Set(context.names())];
  return terms.flatMap((term) => {
    const pattern = PythonRegex.compile(textOf(term, 'a pattern of `varnames`'));
    return names.filter((name) => pattern.search(name) !== undefined);
  });
});
