import { unmistakableRange } from '../std/number-range.ts';
import type { Host } from './inventory.ts';

/** Both readings of `web[1-3]` where it can be three hosts' names and three places in `web`: what to write for each, and what it finds. */
export function twoReadings(
  { text, name }: { readonly text: string; readonly name: string },
  { named, placed }: { readonly named: readonly Host[]; readonly placed: readonly Host[] },
): string {
  const [first = '', last = first] = (/\[([^\]]*)\]$/.exec(name)?.[1] ?? '').split(/[:-]/);
  const names = first === last ? namesOf(named) : `${text}[${unmistakableRange(first, last)}]`;
  const places = first === last ? String(Number(first)) : `${Number(first)}:${Number(last)}`;
  return [
    `write \`${names}\` for the hosts so called: ${namesOf(named)}`,
    `or \`${text}[${places}]\` for hosts of \`${text}\` by their place, counted from 0: ${namesOf(placed)}`,
  ].join('; ');
}

function namesOf(hosts: readonly Host[]): string {
  const names = hosts.slice(0, 4).map((host) => host.name);
  return `${names.join(', ')}${hosts.length > 4 ? ', …' : ''}`;
}
