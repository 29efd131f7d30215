import { dictGet } from '../dict-get.ts';
import { display } from '../display.ts';
import { required } from '../parameters.ts';
import { failure } from '../refuse.ts';
import { truthy } from '../truthy.ts';
import { aTypeName } from '../type-name.ts';
import { isDict, isList, Tuple, type Value } from '../value.ts';
import { filter } from './filter.ts';

/** `items | subelements(path, skip_missing)`: each item with each element of a list that it holds. */
export const subelementsFilter = filter(
  { subelements: required, skip_missing: false },
  (value, args) => {
    const path = isList(args.subelements) ? args.subelements.map(display) : display(args.subelements).split('.');
    const skip = truthy(args.skip_missing);
    return elementsOf(value).flatMap((element) => listAt(element, path, skip).map((inner) => Tuple.of(element, inner)));
  },
  { missing: 'error' },
);

function elementsOf(value: Value): readonly Value[] {
  if (isDict(value)) return [...value.values()];
  if (isList(value)) return value;
  throw failure(`\`subelements\` wants a list or a dict, and ${aTypeName(value)} was given`);
}

function listAt(element: Value, path: readonly string[], skip: boolean): readonly Value[] {
  let found = element;
  for (const key of path) {
    if (!isDict(found)) throw failure(`\`subelements\` wants dicts, and ${aTypeName(found)} has no \`${key}\``);
    const inner = dictGet(found, key);
    if (inner === undefined && skip) return [];
    if (inner === undefined)
      throw failure(`an item has no \`${key}\``, 'pass `skip_missing=True` to leave such items out');
    found = inner;
  }
  if (!isList(found)) throw failure(`\`${path.join('.')}\` must be a list, and ${aTypeName(found)} was found`);
  return found;
}
