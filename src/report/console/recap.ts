import type { HostCounts, Recap } from '../../events/recap.ts';
import type { Paint, Role } from './palette.ts';

/** Width of the column of host names, as in Ansible's recap. */
const NAMES = 26;

const roles: readonly (readonly [keyof HostCounts, Role])[] = [
  ['ok', 'ok'],
  ['changed', 'changed'],
  ['unreachable', 'unreachable'],
  ['failed', 'failed'],
  ['skipped', 'skipped'],
  ['rescued', 'changed'],
  ['ignored', 'changed'],
];

/** The counts of every host on a line, aligned as Ansible's, in the order of `hosts`. */
export function recapLines(recap: Recap, hosts: readonly string[], paint: Paint): string[] {
  return hosts.flatMap((host) => {
    const counts = Object.hasOwn(recap, host) ? recap[host] : undefined;
    return counts === undefined
      ? []
      : [`${paint(worst(counts), host.padEnd(NAMES))} : ${countFields(counts, paint)}`.trimEnd()];
  });
}

function countFields(counts: HostCounts, paint: Paint): string {
  const fields = roles.map(([name, role], index) => {
    const field = `${name}=${counts[name]}`;
    const padded = index === roles.length - 1 ? field : field.padEnd(name.length + 5);
    return counts[name] === 0 ? padded : paint(role, padded);
  });
  return fields.join(' ');
}

/** What the host's name is coloured by. */
function worst(counts: HostCounts): Role {
  if (counts.unreachable > 0) return 'unreachable';
  if (counts.failed > 0) return 'failed';
  return counts.changed > 0 ? 'changed' : 'ok';
}
