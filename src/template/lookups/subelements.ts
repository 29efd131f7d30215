import { dictGet, dictGetOr } from '../dict-get.ts';
import { display } from '../display.ts';
import { asDict } from '../python/coerce.ts';
import { failure } from '../refuse.ts';
import { truthy } from '../truthy.ts';
import { aTypeName } from '../type-name.ts';
import { type Dict, isDict, isList, Tuple, type Value } from '../value.ts';
import { lookup } from './lookup.ts';

/** `lookup('subelements', items, key, {skip_missing})`: each item, without the list under the key, with each element of that list. */
export const subelementsLookup = lookup({}, (given) => {
  const terms = given.length === 1 && isList(given[0]) ? given[0] : given;
  const [items, key, flags = new Map()] = terms;
  if (items === undefined || key === undefined) throw failure('the lookup `subelements` wants a list and a key');
  const skip = truthy(dictGetOr(asDict(flags) ?? new Map(), 'skip_missing', false));
  const path = display(key).split('.');
  return elementsOf(items).flatMap((item) => withElements(item, path, skip));
});

function elementsOf(value: Value): readonly Value[] {
  if (isList(value)) return value;
  if (isDict(value)) return [...value.values()];
  throw failure(`the lookup \`subelements\` wants a list or a dict, and ${aTypeName(value)} was given`);
}

function withElements(item: Value, path: readonly string[], skip: boolean): Value[] {
  if (!isDict(item)) throw failure(`the lookup \`subelements\` wants dicts, and ${aTypeName(item)} was given`);
  if (truthy(dictGetOr(item, 'skipped', false))) return [];
  const copy = copyAlong(item, path);
  const holder = path
    .slice(0, -1)
    .reduce<Value | undefined>((found, key) => (isDict(found) ? dictGet(found, key) : undefined), copy);
  const last = path.at(-1)!;
  const elements = isDict(holder) ? dictGet(holder, last) : undefined;
  if (!isDict(holder) || elements === undefined) {
    if (skip) return [];
    throw failure(`an item has no \`${path.join('.')}\``, 'pass `skip_missing: true` to leave such items out');
  }
  if (!isList(elements)) throw failure(`\`${path.join('.')}\` must be a list, and ${aTypeName(elements)} was found`);
  holder.delete(last);
  return elements.map((element) => Tuple.of(copy, element));
}

/** A copy of the item in which what lies on the way to the list is copied too, so that the item itself stays whole. */
function copyAlong(item: Dict, [key, ...rest]: readonly string[]): Dict {
  const copy: Dict = new Map(item);
  const inner = key === undefined ? undefined : dictGet(copy, key);
  if (key !== undefined && rest.length > 0 && isDict(inner)) copy.set(key, copyAlong(inner, rest));
  return copy;
}
