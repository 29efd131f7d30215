import type { StepInfo } from '../../events/event.ts';
import type { Outcome } from '../../events/outcome.ts';
import type { Recap } from '../../events/recap.ts';
import { duration } from '../duration.ts';
import { onOneLine, reason } from '../ending.ts';
import { place } from '../place.ts';
import { clip } from './clip.ts';
import { foldHosts } from './fold-hosts.ts';
import type { Paint } from './palette.ts';

/** Columns of a reason, at most. */
const WIDEST = 200;

interface Loss {
  readonly status: 'failed' | 'unreachable';
  readonly why: string;
  readonly hosts: Set<string>;
}

/** Why hosts failed or were not reached: gathered during the run, said once more at its end. */
export class Losses {
  readonly #losses = new Map<string, Loss>();
  readonly #lost = new Set<string>();

  failed(host: string, step: StepInfo, outcome: Outcome): void {
    const status = outcome.status === 'unreachable' ? 'unreachable' : 'failed';
    this.#add(host, status, `TASK [${step.name}] at ${place(outcome.at ?? step.at)}: ${reason(outcome)}`);
  }

  unreachable(host: string, message: string): void {
    this.#add(host, 'unreachable', onOneLine(message));
  }

  /** One line for every reason, with the hosts that share it. */
  lines(paint: Paint): string[] {
    return [...this.#losses.values()].map(
      ({ status, why, hosts }) => `${paint(status, `${status}: ${foldHosts(hosts)}`)}: ${clip(why, WIDEST)}`,
    );
  }

  /** A host's first loss is what the others came from. */
  #add(host: string, status: Loss['status'], why: string): void {
    if (this.#lost.has(host)) return;
    this.#lost.add(host);
    const loss = this.#losses.get(status + why) ?? { status, why, hosts: new Set() };
    loss.hosts.add(host);
    this.#losses.set(status + why, loss);
  }
}

/** How the run ended, for the line at the very end. */
export interface Ending {
  readonly recap: Recap;
  /** Every host that some play was to run on. */
  readonly hosts: ReadonlySet<string>;
  readonly durationMs: number;
  /** The signal that ended the run early. */
  readonly interrupted: string | undefined;
  /** Whether it is worth saying how many hosts were changed. */
  readonly changes: boolean;
}

/** The run in one line: `5 hosts: 3 ok (2 changed), 1 failed, 1 unreachable in 12.3s`. */
export function summaryLine({ recap, hosts, durationMs, interrupted, changes }: Ending, paint: Paint): string {
  const counts = Object.values(recap);
  const lost = (key: 'failed' | 'unreachable') => counts.filter((host) => host[key] > 0).length;
  const well = counts.filter((host) => host.failed === 0 && host.unreachable === 0);
  const changed = changes ? well.filter((host) => host.changed > 0).length : 0;
  const parts = [
    well.length === 0 ? '' : paint('ok', `${well.length} ok${changed === 0 ? '' : ` (${changed} changed)`}`),
    lost('failed') === 0 ? '' : paint('failed', `${lost('failed')} failed`),
    lost('unreachable') === 0 ? '' : paint('unreachable', `${lost('unreachable')} unreachable`),
    hosts.size === counts.length ? '' : `${hosts.size - counts.length} not tried`,
  ].filter((part) => part !== '');
  const cut = interrupted === undefined ? '' : paint('failed', `interrupted by ${interrupted}: `);
  const told = parts.length === 0 ? 'nothing ran' : `${count(hosts.size)}: ${parts.join(', ')}`;
  return `${cut}${told} in ${duration(durationMs)}`;
}

function count(hosts: number): string {
  return hosts === 1 ? '1 host' : `${hosts} hosts`;
}
