import { display } from '../display.ts';
import { requireIp } from '../ip/ask.ts';
import { IpNetwork } from '../ip/network.ts';
import { listOf } from '../python/iterate.ts';
import { failure } from '../refuse.ts';
import { filter } from './filter.ts';

/** `networks | cidr_merge(action)`: the fewest networks that cover the same addresses, or with `span` the one that covers all. */
export const cidrMergeFilter = filter({ action: 'merge' }, (value, { action }) => {
  const networks = listOf(value).map((item) => asNetwork(requireIp(item)));
  if (action === 'merge') return merge(networks).map((network) => network.cidr);
  if (action !== 'span')
    throw failure(`\`action\` of \`cidr_merge\` is \`merge\` or \`span\`, and \`${display(action)}\` was given`);
  if (networks.length === 0) return null;
  return networks.length === 1 ? networks[0]!.cidr : span(networks).cidr;
});

function asNetwork({ version, network, prefix }: IpNetwork): IpNetwork {
  return new IpNetwork(version, network, prefix);
}

function merge(networks: readonly IpNetwork[]): IpNetwork[] {
  const ordered = [...networks].sort(
    (a, b) => a.version - b.version || compareBig(a.network, b.network) || a.prefix - b.prefix,
  );
  const merged: IpNetwork[] = [];
  for (const network of ordered) {
    if (merged.at(-1)?.contains(network)) continue;
    merged.push(network);
    joinLast(merged);
  }
  return merged;
}

/** Joins the last two networks as long as they are the halves of one. */
function joinLast(merged: IpNetwork[]): void {
  while (merged.length > 1) {
    const [first, second] = [merged.at(-2)!, merged.at(-1)!];
    const whole = new IpNetwork(first.version, first.network, Math.max(0, first.prefix - 1));
    const halves = first.version === second.version && first.prefix === second.prefix && first.prefix > 0;
    if (!halves || whole.network !== first.network || first.broadcast + 1n !== second.network) return;
    merged.splice(-2, 2, whole);
  }
}

function span(networks: readonly IpNetwork[]): IpNetwork {
  const [first] = networks;
  if (networks.some(({ version }) => version !== first!.version))
    throw failure('`cidr_merge` spans only addresses of one version');
  const lowest = networks.map(({ network }) => network).sort(compareBig)[0]!;
  const highest = networks
    .map(({ broadcast }) => broadcast)
    .sort(compareBig)
    .at(-1)!;
  let around = new IpNetwork(first!.version, lowest, first!.bits);
  while (around.broadcast < highest) around = new IpNetwork(around.version, around.network, around.prefix - 1);
  return new IpNetwork(around.version, around.network, around.prefix);
}

function compareBig(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
