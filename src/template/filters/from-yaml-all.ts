import { evaluateYamlText } from '../yaml/read-yaml.ts';
import { filter } from './filter.ts';

/** `text | from_yaml_all`: the values of every document of a YAML text. */
export const fromYamlAllFilter = filter({}, (value) => (typeof value === 'string' ? evaluateYamlText(value) : value));
