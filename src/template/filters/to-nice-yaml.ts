import { integerArgument } from '../python/coerce.ts';
import { writeYaml } from '../yaml/write-yaml.ts';
import { variadicFilter } from './filter.ts';
import { yamlStyle } from './yaml-style.ts';

/** `x | to_nice_yaml(indent=4, …)`: YAML for people, each item on a line of its own. */
export const toNiceYamlFilter = variadicFilter(
  (value, { args: [indent = 4], kwargs }) =>
    writeYaml(value, yamlStyle('to_nice_yaml', kwargs, { indent: integerArgument(indent, '`indent`'), flow: 'none' })),
  { missing: 'error' },
);
