import type { RunStats } from '../../events/event.ts';
import { duration } from '../duration.ts';

/** `--stats`: what the connections of a run did, in a few lines. A figure that is not there counts as 0. */
export function figureLines({ connections }: RunStats): string[] {
  const figure = (name: string) => connections[name] ?? 0;
  const time = (name: string) => duration(figure(name));
  return [
    `connections: ${figure('opened')} opened, ${figure('peakOpen')} at most at once, ${figure('open')} still open`,
    `  uses: ${figure('uses')}, ${percent(figure('hitRate'))} of them on a connection that was there already`,
    `  closed: ${figure('evicted')} for room, ${figure('expired')} of age, ${figure('idleClosed')} idle, ${figure('lost')} lost`,
    `  dials: ${figure('dialsDropped')} dropped and tried again, ${figure('dialsFailed')} failed, ${figure('reconnects')} in place of a lost one`,
    `  health checks: ${figure('healthChecks')}, ${figure('healthChecksFailed')} failed; channels refused: ${figure('channelsRefused')}`,
    `  handshake: p50 ${time('handshakeP50')}, p95 ${time('handshakeP95')}; waiting to dial: p95 ${time('dialWaitP95')}`,
    `  waiting to run: p50 ${time('queueWaitP50')}, p95 ${time('queueWaitP95')}, most ${time('queueWaitMax')}`,
  ];
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
