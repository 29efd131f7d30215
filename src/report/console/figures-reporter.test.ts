import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import type { Event } from '../../events/event.ts';
import { FiguresReporter } from './figures-reporter.ts';

const connections = {
  ...{ opened: 5, open: 0, peakOpen: 4, uses: 40, reused: 35, hitRate: 0.875 },
  ...{ evicted: 1, expired: 2, idleClosed: 3, lost: 0, healthChecks: 9, healthChecksFailed: 0, reconnects: 0 },
  ...{ dialsFailed: 0, dialsDropped: 2, channelsRefused: 1, handshakeP50: 21.4, handshakeP95: 1_530 },
  ...{ queueWaitP50: 0, queueWaitP95: 1.2, queueWaitMax: 3, dialWaitP95: 8 },
};
const end: Event = { kind: 'run-end', recap: {}, exitCode: 0, at: 9, stats: { durationMs: 9, connections } };

async function shown(events: readonly Event[]): Promise<string> {
  const stream = new PassThrough();
  const reporter = new FiguresReporter(stream);
  for (const event of events) reporter.handle(event);
  await reporter.close();
  return String(stream.read() ?? '');
}

it('prints the figures of a run behind it', async () => {
  expect(await shown([end])).toBe(`
connections: 5 opened, 4 at most at once, 0 still open
  uses: 40, 88 % of them on a connection that was there already
  closed: 1 for room, 2 of age, 3 idle, 0 lost
  dials: 2 dropped and tried again, 0 failed, 0 in place of a lost one
  health checks: 9, 0 failed; channels refused: 1
  handshake: p50 21ms, p95 1.5s; waiting to dial: p95 8ms
  waiting to run: p50 0ms, p95 1ms, most 3ms
`);
});

it('prints nothing of a run that broke off', async () => {
  expect(await shown([])).toBe('');
});
