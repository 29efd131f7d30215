import type { Node } from '../../source/node.ts';

/** The actions of `meta`, and whether each is decided once for all hosts, by the first of them. */
export const metaActions = {
  noop: { once: false },
  flush_handlers: { once: false },
  end_host: { once: false },
  reset_connection: { once: false },
  role_complete: { once: false },
  end_play: { once: true },
  end_batch: { once: true },
  clear_facts: { once: true },
  clear_host_errors: { once: true },
  refresh_inventory: { once: true },
} as const;

export type MetaAction = keyof typeof metaActions;

/** The name of the action that a `meta` task asks for: free-form text, or the only value of a mapping. */
export function metaActionOf(node: Node): string {
  const scalar = node.kind === 'map' ? node.entries[0]?.value : node;
  return scalar?.kind === 'scalar' ? String(scalar.value).trim() : '';
}
