import { textOf } from '../python/coerce.ts';
import { iterate } from '../python/iterate.ts';
import { failure } from '../refuse.ts';
import { truthy } from '../truthy.ts';
import { attributeGetter } from './attribute-getter.ts';
import { type Given, variadicFilter } from './filter.ts';

/** `items | map(filter, arguments…)` or `map(attribute=…, default=…)`: each item through a filter, or one attribute of each. */
export const mapFilter = variadicFilter((value, given, evaluation) => {
  const { args, kwargs } = given;
  if (!truthy(value)) return [];
  if (args.length === 0) return [...iterate(value)].map(byAttribute(given));
  const [name, ...rest] = args;
  const filterName = textOf(name ?? null, 'the filter of `map`');
  return [...iterate(value)].map((item) => evaluation.filter(filterName, item, rest, kwargs));
});

function byAttribute({ kwargs }: Given): ReturnType<typeof attributeGetter> {
  const attribute = kwargs.get('attribute');
  if (attribute === undefined) throw failure('`map` needs a filter or an `attribute`');
  for (const name of kwargs.keys())
    if (name !== 'attribute' && name !== 'default')
      throw failure(`\`map\` of an attribute has no argument \`${name}\``);
  return attributeGetter(attribute, kwargs.get('default') ?? null);
}
