import type { Status } from '../../events/outcome.ts';
import { foldHosts } from './fold-hosts.ts';
import type { ResultLine } from './result-line.ts';

interface Held extends ResultLine {
  /** Items of a loop stay together by host; other results are put together by status. */
  readonly ofLoop: boolean;
}

const order: readonly Status[] = ['ok', 'changed', 'skipped', 'failed', 'unreachable'];

/**
 * Results that wait a moment for those of other hosts, so that they read well: those of one status one after another, hosts in the
 * inventory's order, and what is the same on several hosts said once.
 */
export class HeldResults {
  #held: Held[] = [];
  readonly #places = new Map<string, number>();

  /** Makes known hosts, in the order they are to be printed in. */
  hosts(names: Iterable<string>): void {
    for (const name of names) if (!this.#places.has(name)) this.#places.set(name, this.#places.size);
  }

  get empty(): boolean {
    return this.#held.length === 0;
  }

  add(result: ResultLine, ofLoop: boolean): void {
    this.hosts([result.host]);
    this.#held.push({ ...result, ofLoop });
  }

  /** Gives the lines of all results held, and holds none any more. */
  take(): string[] {
    const sorted = this.#held.toSorted((a, b) => this.#compare(a, b));
    this.#held = [];
    return groupsOf(sorted).flatMap(groupLines);
  }

  #compare(a: Held, b: Held): number {
    const byStatus = a.ofLoop || b.ofLoop ? 0 : order.indexOf(a.status) - order.indexOf(b.status);
    return Number(b.ofLoop) - Number(a.ofLoop) || byStatus || this.#place(a) - this.#place(b);
  }

  #place({ host }: Held): number {
    return this.#places.get(host) ?? 0;
  }
}

/** Results with the same details, each group at the place of its first. A loop's results stay where they are. */
function groupsOf(results: readonly Held[]): Held[][] {
  const groups: Held[][] = [];
  const known = new Map<string, Held[]>();
  for (const result of results) {
    const key = `${result.status}\n${result.details.join('\n')}`;
    const group = result.ofLoop || result.details.length === 0 ? undefined : known.get(key);
    if (group !== undefined) group.push(result);
    else {
      const fresh = [result];
      groups.push(fresh);
      if (!result.ofLoop) known.set(key, fresh);
    }
  }
  return groups;
}

function groupLines(group: readonly Held[]): string[] {
  const details = group[0]?.details ?? [];
  const all =
    group.length === 1 ? [] : [`the same on ${group.length} hosts: ${foldHosts(group.map(({ host }) => host))}`];
  return [...group.map(({ head }) => head), ...[...all, ...details].map((line) => (line === '' ? '' : `  ${line}`))];
}
