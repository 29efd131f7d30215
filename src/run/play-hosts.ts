import type { Host, Inventory } from '../inventory/inventory.ts';
import { selectHosts } from '../inventory/select-hosts.ts';
import type { Plan, PlannedPlay } from '../plan/plan.ts';
import { Diagnostics } from '../source/diagnostic.ts';
import { isTemplate } from '../template/template.ts';

/** A play, and its hosts as far as its pattern tells them by now. */
export interface PlayHosts {
  readonly play: PlannedPlay;
  readonly hosts: readonly Host[] | undefined;
}

/**
 * The hosts of plays whose patterns are known by now. What is wrong with a pattern is said now, not when its play comes; that a part of it finds
 * nothing only where `strict`, since other hosts may come to be while the plays before it run.
 */
export function hostsOf(plan: Plan, inventory: Inventory, strict: boolean, diagnostics: Diagnostics): PlayHosts[] {
  return plan.plays.map((play) => {
    const { hosts: node } = play;
    if (node.kind !== 'scalar' || isTemplate(String(node.value))) return { play, hosts: undefined };
    const found = new Diagnostics();
    const hosts = selectHosts(inventory, String(node.value), { diagnostics: found, span: node.span, strict });
    for (const diagnostic of found.all) if (diagnostic.severity === 'error') diagnostics.add(diagnostic);
    return { play, hosts };
  });
}
