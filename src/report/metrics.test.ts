import { expect, it } from 'vitest';
import type { Event } from '../events/event.ts';
import { MetricsReporter } from './metrics.ts';

it('writes the figures of a run in the text format of Prometheus', async () => {
  let written = '';
  const reporter = new MetricsReporter({
    write: async (chunks) => {
      written = [...chunks].join('');
    },
  });
  const counts = { ok: 2, changed: 1, unreachable: 0, failed: 0, skipped: 0, rescued: 0, ignored: 0 };
  const stats = { durationMs: 1500, connections: { peakOpen: 2, handshakeP95: 20, newFigure: 3 } };
  const end: Event = { kind: 'run-end', recap: { 'we"b': counts }, exitCode: 2, at: 0, stats };
  reporter.handle(end);
  await reporter.close();
  expect(written).toBe(`# HELP runbook_run_duration_seconds How long the run took.
# TYPE runbook_run_duration_seconds gauge
runbook_run_duration_seconds 1.5

# HELP runbook_run_exit_code The exit code of the run: 0 all well, 2 a host failed, 4 a host was not reached.
# TYPE runbook_run_exit_code gauge
runbook_run_exit_code 2

# HELP runbook_tasks Tasks of a host by outcome.
# TYPE runbook_tasks gauge
runbook_tasks{host="we\\"b",outcome="ok"} 2
runbook_tasks{host="we\\"b",outcome="changed"} 1
runbook_tasks{host="we\\"b",outcome="unreachable"} 0
runbook_tasks{host="we\\"b",outcome="failed"} 0
runbook_tasks{host="we\\"b",outcome="skipped"} 0
runbook_tasks{host="we\\"b",outcome="rescued"} 0
runbook_tasks{host="we\\"b",outcome="ignored"} 0

# HELP runbook_connections_peak_open Connections that were open at once, at most.
# TYPE runbook_connections_peak_open gauge
runbook_connections_peak_open 2

# HELP runbook_connections_handshake_p95_seconds Time from TCP to the end of the login, 95th percentile.
# TYPE runbook_connections_handshake_p95_seconds gauge
runbook_connections_handshake_p95_seconds 0.02

# HELP runbook_connections_new_figure Connections: new figure.
# TYPE runbook_connections_new_figure gauge
runbook_connections_new_figure 3
`);
});

it('writes nothing for a run that broke off', async () => {
  const reporter = new MetricsReporter({ write: () => Promise.reject(new Error('wrote something')) });
  await reporter.close();
});
