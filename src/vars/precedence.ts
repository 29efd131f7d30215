import type { Bindings } from '../template/binding.ts';

/**
 * Every kind of layer that can set a variable, weakest first: Ansible's published "Understanding variable precedence", with the
 * magic variables and what a loop is at on top, as the reference has them.
 */
export const precedence = [
  'role defaults',
  'inventory group',
  'inventory group_vars/all',
  'playbook group_vars/all',
  'inventory group_vars',
  'playbook group_vars',
  'inventory host',
  'inventory host_vars',
  'playbook host_vars',
  'host facts',
  'play vars',
  'play vars_prompt',
  'play vars_files',
  'role vars',
  'block vars',
  'task vars',
  'include_vars',
  'set_facts and registered',
  'role params',
  'include params',
  'extra vars',
  'magic',
  'loop',
] as const;

export type LayerName = (typeof precedence)[number];

/** One source of variables and its rank. `from` says where it stands, when its bindings do not. */
export interface Layer {
  readonly name: LayerName;
  readonly vars: Pick<Bindings, 'get' | 'has' | 'keys'>;
  readonly from?: string;
}
