import { integerArgument } from '../python/coerce.ts';
import { failure } from '../refuse.ts';
import { truthy } from '../truthy.ts';
import type { Value } from '../value.ts';
import { defaultYamlStyle, type YamlStyle } from '../yaml/write-yaml.ts';

const ignored = new Set(['encoding', 'canonical', 'line_break', 'version', 'tags']);

/** The arguments of `yaml.dump` over a filter's own defaults; those that change nothing here are passed over. */
export function yamlStyle(filter: string, kwargs: ReadonlyMap<string, Value>, defaults: Partial<YamlStyle>): YamlStyle {
  let style: YamlStyle = { ...defaultYamlStyle, ...defaults };
  for (const [name, value] of kwargs) {
    const read = Object.hasOwn(settings, name) ? settings[name] : undefined;
    if (read !== undefined) style = { ...style, ...read(value) };
    else if (!ignored.has(name)) throw failure(`the filter \`${filter}\` has no argument \`${name}\``);
  }
  return style;
}

const settings: Readonly<Record<string, (value: Value) => Partial<YamlStyle>>> = {
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
