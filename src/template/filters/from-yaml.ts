import { evaluateYamlText } from '../yaml/read-yaml.ts';
import { filter } from './filter.ts';

/** `text | from_yaml`: the value that a YAML text stands for; anything but a text is itself. */
export const fromYamlFilter = filter({}, (value) =>
  typeof value === 'string' ? (evaluateYamlText(value)[0] ?? null) : value,
);
