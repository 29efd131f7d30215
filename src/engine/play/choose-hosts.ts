import type { PlannedPlay } from '../../plan/plan.ts';
import { display } from '../../template/display.ts';
import { evaluateNode } from '../../template/evaluate-node.ts';
import { settle } from '../../template/settle.ts';
import { isList } from '../../template/value.ts';
import type { Scope } from '../../vars/scope.ts';
import type { Run } from '../run.ts';

/** The hosts of a play: `matched` as the inventory has them, `hosts` in the order that it asks for. */
export async function chooseHosts(
  play: PlannedPlay,
  scope: Scope,
  run: Run,
): Promise<{ pattern: string; matched: readonly string[]; hosts: string[] }> {
  const value = await settle(() => evaluateNode(play.hosts, scope));
  const pattern = isList(value) ? value.map(display).join(',') : display(value);
  const matched = run.select(pattern, play.hosts.span);
  const node = play.keywords.get('order');
  const order = node === undefined ? 'inventory' : display(await settle(() => evaluateNode(node, scope)));
  return { pattern, matched, hosts: ordered(matched, order, run.random) };
}

function ordered(hosts: readonly string[], order: string, random: () => number): string[] {
  switch (order) {
    case 'sorted':
      return [...hosts].sort();
    case 'reverse_sorted':
      return [...hosts].sort().reverse();
    case 'reverse_inventory':
      return [...hosts].reverse();
    case 'shuffle':
      return hosts
        .map((host) => ({ host, rank: random() }))
        .sort((a, b) => a.rank - b.rank)
        .map(({ host }) => host);
    default:
      return [...hosts];
  }
}
