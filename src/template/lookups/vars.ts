import { textOf } from '../python/coerce.ts';
import { refuse } from '../refuse.ts';
import { Undefined } from '../value.ts';
import { openLookup } from './lookup.ts';

/** `lookup('vars', names…, default)`: the variables of those names. */
export const varsLookup = openLookup((terms, options, evaluation) =>
  terms.map((term) => {
    const name = textOf(term, 'the name of a variable');
    const value = evaluation.variable(name);
    const fallback = options.get('default');
    if (!(value instanceof Undefined)) return value;
    return fallback === undefined ? refuse(value) : fallback;
  }),
);
