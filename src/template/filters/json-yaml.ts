import { display, repr } from '../display.ts';
import { dumpJson, type JsonStyle } from '../json/dump.ts';
import { parseJson } from '../json/parse.ts';
import { integerArgument, textOf } from '../python/coerce.ts';
import { listOf } from '../python/iterate.ts';
import { sorted } from '../python/sorted.ts';
import { failure } from '../refuse.ts';
import { truthy } from '../truthy.ts';
import { type Dict, isDict, isList, Tuple, type Value } from '../value.ts';
import { evaluateYamlText } from '../yaml/read-yaml.ts';
import { defaultYamlStyle, writeYaml, type YamlStyle } from '../yaml/write-yaml.ts';
import { type Filter, filter, variadicFilter } from './filter.ts';

/** Filters that write values as JSON, YAML and Python do, and read them. */
export const jsonYamlFilters = {
  /** `x | to_json(…)`: JSON on one line, with the arguments of Python's `json.dumps`. */
  to_json: variadicFilter((value, { kwargs }) => dumpJson(value, jsonStyle('to_json', kwargs, {}))),

  /** `x | to_nice_json(indent=4, sort_keys=True, …)`: JSON for people. */
  to_nice_json: variadicFilter((value, { args: [indent = 4], kwargs }) =>
    dumpJson(value, jsonStyle('to_nice_json', kwargs, { indent: Number(indent), sortKeys: true })),
  ),

  /** `x | tojson(indent)`: JSON that can stand in HTML: keys in order, `< > & '` as escapes. */
  tojson: filter(
    { indent: null },
    (value, { indent }) => {
      const text = dumpJson(value, { sortKeys: true, indent: indent === null ? undefined : Number(indent) });
      return text.replace(/[<>&']/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
    },
    { missing: 'error' },
  ),

  /** `text | from_json`: the value that a JSON text stands for. */
  from_json: filter({}, (value) => parseJson(textOf(value, 'the value of `from_json`')), {
    missing: 'error',
  }),

  /** `x | to_yaml(…)`: YAML in which lists and dicts of nothing but scalars stand on one line. */
  to_yaml: variadicFilter((value, { kwargs }) => writeYaml(value, yamlStyle('to_yaml', kwargs, {})), {
    missing: 'error',
  }),

  /** `x | to_nice_yaml(indent=4, …)`: YAML for people, each item on a line of its own. */
  to_nice_yaml: variadicFilter(
    (value, { args: [indent = 4], kwargs }) =>
      writeYaml(
        value,
        yamlStyle('to_nice_yaml', kwargs, { indent: integerArgument(indent, '`indent`'), flow: 'none' }),
      ),
    { missing: 'error' },
  ),

  /** `text | from_yaml`: the value that a YAML text stands for; anything but a text is itself. */
  from_yaml: filter({}, (value) => (typeof value === 'string' ? (evaluateYamlText(value)[0] ?? null) : value)),

  /** `text | from_yaml_all`: the values of every document of a YAML text. */
  from_yaml_all: filter({}, (value) => (typeof value === 'string' ? evaluateYamlText(value) : value)),

  /** `x | pprint`: as Python shows it, broken into lines when it is long, for looking at. */
  pprint: filter({}, (value) => pretty(value, 0, 0)),
} satisfies Readonly<Record<string, Filter>>;

const pprintWidth = 80;

/** `indent` is the column that it starts at, `after` what follows it on its last line. */
function pretty(value: Value, indent: number, after: number): string {
  const flat = repr(inOrder(value));
  if (flat.length <= pprintWidth - indent - after) return flat;
  if (isDict(value)) return prettyDict(value, indent, after);
  return isList(value) ? prettyList(value, indent, after) : flat;
}

function inOrder(value: Value): Value {
  if (isDict(value)) return new Map(sortedEntries(value).map(([key, item]) => [key, inOrder(item)]));
  if (!isList(value)) return value;
  return value instanceof Tuple ? Tuple.from(value.map(inOrder)) : value.map(inOrder);
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

const ignoredByJson = new Set([
  'vault_to_text',
  'preprocess_unsafe',
  'skipkeys',
  'allow_nan',
  'check_circular',
  'cls',
  'default',
]);

/** The arguments of `json.dumps` over a filter's own defaults; those that change nothing here are passed over. */
function jsonStyle(filter: string, kwargs: ReadonlyMap<string, Value>, defaults: JsonStyle): JsonStyle {
  let style = defaults;
  for (const [name, value] of kwargs) {
    if (name === 'indent') style = { ...style, indent: indentOf(value) };
    else if (name === 'sort_keys') style = { ...style, sortKeys: truthy(value) };
    else if (name === 'ensure_ascii') style = { ...style, ensureAscii: truthy(value) };
    else if (name === 'separators') style = { ...style, separators: separatorsOf(value) };
    else if (!ignoredByJson.has(name)) throw failure(`the filter \`${filter}\` has no argument \`${name}\``);
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

const ignoredByYaml = new Set(['encoding', 'canonical', 'line_break', 'version', 'tags']);

/** The arguments of `yaml.dump` over a filter's own defaults; those that change nothing here are passed over. */
function yamlStyle(filter: string, kwargs: ReadonlyMap<string, Value>, defaults: Partial<YamlStyle>): YamlStyle {
  let style: YamlStyle = { ...defaultYamlStyle, ...defaults };
  for (const [name, value] of kwargs) {
    const read = Object.hasOwn(yamlSettings, name) ? yamlSettings[name] : undefined;
    if (read !== undefined) style = { ...style, ...read(value) };
    else if (!ignoredByYaml.has(name)) throw failure(`the filter \`${filter}\` has no argument \`${name}\``);
  }
  return style;
}

const yamlSettings: Readonly<Record<string, (value: Value) => Partial<YamlStyle>>> = {
  indent: (value) => ({ indent: value === null ? 2 : integerArgument(value, '`indent`') }),
  width: (value) => ({ width: value === null ? 80 : integerArgument(value, '`width`') }),
  sort_keys: (value) => ({ sortKeys: truthy(value) }),
  default_flow_style: (value) => ({ flow: value === null ? 'leaves' : truthy(value) ? 'all' : 'none' }),
  default_style: (value): Partial<YamlStyle> => {
    if (value === '"') return { quotes: '"' };
    return value === "'" ? { quotes: "'" } : {};
  },
  explicit_start: (value) => ({ explicitStart: truthy(value) }),
  explicit_end: (value) => ({ explicitEnd: truthy(value) }),
};
