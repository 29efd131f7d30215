import type { Evaluation } from '../evaluation.ts';
import { textOf } from '../python/coerce.ts';
import { iterate } from '../python/iterate.ts';
import { failure } from '../refuse.ts';
import { truthy } from '../truthy.ts';
import type { Value } from '../value.ts';
import { attributeGetter } from './attribute-getter.ts';
import { type Filter, type Given, variadicFilter } from './filter.ts';

type Decide = (item: Value) => boolean;

/** The items that a test holds for (or not, when `wanted` is false): what `select` and `reject` share. */
export function selecting(wanted: boolean): Filter {
  return variadicFilter((value, given, evaluation) => {
    if (!truthy(value)) return [];
    const holds = decider(given, evaluation);
    return [...iterate(value)].filter((item) => holds(item) === wanted);
  });
}

/** The items for whose attribute a test holds (or not): what `selectattr` and `rejectattr` share. */
export function selectingByAttribute(wanted: boolean): Filter {
  return variadicFilter((value, { args: [attribute, ...args], kwargs }, evaluation) => {
    if (!truthy(value)) return [];
    if (attribute === undefined) throw failure('the name of an attribute is needed');
    const get = attributeGetter(attribute);
    const holds = decider({ args, kwargs }, evaluation);
    return [...iterate(value)].filter((item) => holds(get(item)) === wanted);
  });
}

/** The test that the arguments name, or truth itself when they name none. */
function decider({ args: [name, ...args], kwargs }: Given, evaluation: Evaluation): Decide {
  if (name === undefined) return truthy;
  const test = textOf(name, 'the name of a test');
  return (item) => evaluation.test(test, item, args, kwargs);
}
