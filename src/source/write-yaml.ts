import { Scalar, stringify } from 'yaml';
import { Float } from '../std/float.ts';

/** Plain data as a YAML text that Ansible reads back as the same: texts that YAML 1.1 takes for something else are in quotes. */
export function writeYaml(value: unknown): string {
  return stringify(value, keepFloat, { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false });
}

/** `1.0` would be written as the integer `1`. */
function keepFloat(_key: unknown, value: unknown): unknown {
  return value instanceof Float ? Object.assign(new Scalar(value.value), { minFractionDigits: 1 }) : value;
}
