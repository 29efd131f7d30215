import { writeYaml } from '../yaml/write-yaml.ts';
import { variadicFilter } from './filter.ts';
import { yamlStyle } from './yaml-style.ts';

/** `x | to_yaml(…)`: YAML in which lists and dicts of nothing but scalars stand on one line. */
export const toYamlFilter = variadicFilter((value, { kwargs }) => writeYaml(value, yamlStyle('to_yaml', kwargs, {})), {
  missing: 'error',
});
