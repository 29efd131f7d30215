import { display } from '../display.ts';
import type { JsonStyle } from '../json/dump.ts';
import { listOf } from '../python/iterate.ts';
import { failure } from '../refuse.ts';
import { truthy } from '../truthy.ts';
import type { Value } from '../value.ts';

const ignored = new Set([
  'vault_to_text',
  'preprocess_unsafe',
  'skipkeys',
  'allow_nan',
  'check_circular',
  'cls',
  'default',
]);

/** The arguments of `json.dumps` over a filter's own defaults; those that change nothing here are passed over. */
export function jsonStyle(filter: string, kwargs: ReadonlyMap<string, Value>, defaults: JsonStyle): JsonStyle {
  let style = defaults;
  for (const [name, value] of kwargs) {
    if (name === 'indent') style = { ...style, indent: indentOf(value) };
    else if (name === 'sort_keys') style = { ...style, sortKeys: truthy(value) };
    else if (name === 'ensure_ascii') style = { ...style, ensureAscii: truthy(value) };
    else if (name === 'separators') style = { ...style, separators: separatorsOf(value) };
    else if (!ignored.has(name)) throw failure(`the filter \`${filter}\` has no argument \`${name}\``);
  }
  return style;
}

function indentOf(value: Value): number | string | undefined {
  if (value === null) return undefined;
  return typeof value === 'string' ? value : Number(value);
}

function separatorsOf(value: Value): readonly [string, string] {
  const [item, key] = listOf(value).map(display);
  if (item === undefined || key === undefined) throw failure("`separators` is a pair, such as `(',', ':')`");
  return [item, key];
}
