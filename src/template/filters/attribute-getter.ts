import { item } from '../python/subscript.ts';
import { failure } from '../refuse.ts';
import { aTypeName } from '../type-name.ts';
import { Undefined, type Value } from '../value.ts';

/** What takes one value out of an item, as the `attribute` argument of many filters names it. */
type Getter = (item: Value) => Value;

/**
 * The getter of `attribute`: a dotted path such as `groups.0.name`, or an index. With `fallback`, that stands in for what is not
 * there. Without an attribute it is the item itself.
 */
export function attributeGetter(attribute: Value, fallback: Value = null): Getter {
  if (attribute === null) return (value) => value;
  const path = pathOf(attribute);
  return (value) => {
    let found = value;
    for (const part of path) {
      found = item(found, part);
      if (found instanceof Undefined && fallback !== null) found = fallback;
    }
    return found;
  };
}

/** The getter of several attributes with commas between, as `sort` takes them: a list of what each is. */
export function attributesGetter(attribute: Value): (item: Value) => Value[] {
  const single = typeof attribute === 'string' ? attribute.split(',') : [attribute];
  const getters = single.map((path) => attributeGetter(path));
  return (value) => getters.map((get) => get(value));
}

function pathOf(attribute: Value): Value[] {
  if (typeof attribute === 'number') return [attribute];
  if (typeof attribute !== 'string')
    throw failure(`\`attribute\` must be a str or an int, and ${aTypeName(attribute)} was given`);
  return attribute.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}
