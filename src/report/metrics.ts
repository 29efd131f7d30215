import { Gauge, Registry } from 'prom-client';
import type { Event } from '../events/event.ts';
import { figureHelp } from './figure-help.ts';
import type { ReportTarget } from './report-target.ts';
import type { Reporter } from './reporter.ts';

type RunEnd = Extract<Event, { kind: 'run-end' }>;

/**
 * `--metrics`: the figures of one run in Prometheus' text format (https://prometheus.io/docs/instrumenting/exposition_formats/), for the
 * textfile collector of node_exporter. Times are seconds, as Prometheus wants them.
 */
export class MetricsReporter implements Reporter {
  readonly #target: ReportTarget;
  #end: RunEnd | undefined;

  constructor(target: ReportTarget) {
    this.#target = target;
  }

  handle(event: Event): void {
    if (event.kind === 'run-end') this.#end = event;
  }

  async close(): Promise<void> {
    if (this.#end !== undefined) await this.#target.write([await metricsText(this.#end)]);
  }
}

async function metricsText(end: RunEnd): Promise<string> {
  const registry = new Registry();
  const gauge = (name: string, help: string, value: number) => {
    new Gauge({ name: `runbook_${name}`, help, registers: [registry] }).set(value);
  };
  gauge('run_duration_seconds', 'How long the run took.', end.stats.durationMs / 1000);
  gauge(
    'run_exit_code',
    'The exit code of the run: 0 all well, 2 a host failed, 4 a host was not reached.',
    end.exitCode,
  );
  addRecap(end, registry);
  for (const [name, value] of Object.entries(end.stats.connections)) {
    const isTime = /(?:P\d+|Max)$/.test(name);
    const words = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    gauge(
      `connections_${words}${isTime ? '_seconds' : ''}`,
      figureHelp[name] ?? `Connections: ${words.replaceAll('_', ' ')}.`,
      isTime ? value / 1000 : value,
    );
  }
  return registry.metrics();
}

function addRecap({ recap }: RunEnd, registry: Registry): void {
  const labelNames = ['host', 'outcome'];
  const tasks = new Gauge({
    name: 'runbook_tasks',
    help: 'Tasks of a host by outcome.',
    labelNames,
    registers: [registry],
  });
  for (const [host, counts] of Object.entries(recap)) {
    for (const [outcome, count] of Object.entries(counts)) tasks.set({ host, outcome }, Number(count));
  }
}
