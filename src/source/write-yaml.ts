import { stringify } from 'yaml';

/** Plain data as a YAML text that Ansible reads back as the same: texts that YAML 1.1 takes for something else are in quotes. */
export function writeYaml(value: unknown): string {
  return stringify(value, { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false });
}
