import type { ArgSpecs } from './module.ts';

/** The arguments that `command`, `shell` and `script` have in common. */
export const guardArgs: ArgSpecs = {
  chdir: { type: 'path', about: 'folder of the host to run in' },
  creates: { type: 'path', about: 'do nothing when this path exists; `*` and `?` match' },
  removes: { type: 'path', about: 'do nothing when this path does not exist; `*` and `?` match' },
};

/** The arguments that `command` and `shell` have in common besides those. */
export const inputArgs: ArgSpecs = {
  stdin: { type: 'str', about: 'text for standard input' },
  stdin_add_newline: { type: 'bool', default: true, about: 'end that text with a newline' },
  warn: { type: 'bool', about: 'nothing any more: kept for playbooks written before Ansible 2.14' },
  strip_empty_ends: { type: 'bool', default: true, about: 'cut newlines off the end of the output' },
};
