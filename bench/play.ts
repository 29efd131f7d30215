import { readFile } from 'node:fs/promises';
import { runbook } from './cli.ts';
import type { BenchFleet } from './fleet.ts';
import { timedNode } from './timed.ts';

/** One `runbook play`: what it took, and the figures of its connections by name. */
export interface Played {
  readonly milliseconds: number;
  readonly figures: Readonly<Record<string, number>>;
}

/** Plays a playbook's text on an inventory; throws when a host failed. */
export async function play(
  fleet: BenchFleet,
  inventory: string,
  playbook: string,
  flags: readonly string[],
): Promise<Played> {
  const path = await fleet.scratch.file('playbook.yaml', playbook);
  const report = `${fleet.scratch.path}/report.json`;
  const args = [runbook, 'play', path, '-i', inventory, '--report', `json=${report}`, ...flags];
  const { milliseconds } = await timedNode(args);
  const { stats } = JSON.parse(await readFile(report, 'utf8')) as { stats: { connections: Record<string, number> } };
  return { milliseconds, figures: stats.connections };
}

/** The figures that a benchmark wants to show: `opened 20, hitRate 0.95`. */
export function figuresText({ figures }: Played, names: readonly string[]): string {
  const number = (value: number) => (Number.isInteger(value) ? String(value) : value.toFixed(value < 10 ? 2 : 0));
  return names.map((name) => `${name} ${number(figures[name] ?? Number.NaN)}`).join(', ');
}
