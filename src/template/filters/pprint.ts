import { repr } from '../display.ts';
import { sorted } from '../python/sorted.ts';
import { type Dict, isDict, isList, Tuple, type Value } from '../value.ts';
import { filter } from './filter.ts';

const width = 80;

/** `x | pprint`: as Python shows it, broken into lines when it is long, for looking at. */
export const pprintFilter = filter({}, (value) => pretty(value, 0, 0));

/** `indent` is the column that it starts at, `after` what follows it on its last line. */
function pretty(value: Value, indent: number, after: number): string {
  const flat = repr(ordered(value));
  if (flat.length <= width - indent - after) return flat;
  if (isDict(value)) return prettyDict(value, indent, after);
  return isList(value) ? prettyList(value, indent, after) : flat;
}

function ordered(value: Value): Value {
  if (isDict(value)) return new Map(sortedEntries(value).map(([key, item]) => [key, ordered(item)]));
  if (!isList(value)) return value;
  return value instanceof Tuple ? Tuple.from(value.map(ordered)) : value.map(ordered);
}

function sortedEntries(value: Dict): [Value, Value][] {
  const entries = [...value].map((entry) => Tuple.from(entry));
  const byKey = entries.every(([key]) => typeof key === 'string') ? sorted(entries, { key: ([key]) => key! }) : entries;
  return byKey.map(([key, item]) => [key!, item!]);
}

function prettyDict(value: Dict, indent: number, after: number): string {
  const entries = sortedEntries(value);
  const lines = entries.map(([key, item], index) => {
    const name = `${repr(key)}: `;
    const last = index === entries.length - 1;
    return name + pretty(item, indent + 1 + name.length, last ? after + 1 : 1);
  });
  return `{${lines.join(`,\n${' '.repeat(indent + 1)}`)}}`;
}

function prettyList(value: readonly Value[], indent: number, after: number): string {
  const [open, close] = value instanceof Tuple ? ['(', ')'] : ['[', ']'];
  const lines = value.map((item, index) => pretty(item, indent + 1, index === value.length - 1 ? after + 1 : 1));
  return open + lines.join(`,\n${' '.repeat(indent + 1)}`) + close;
}
