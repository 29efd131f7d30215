import { expect, test } from 'vitest';
import { ManualClock } from '../../test/report/manual-clock.ts';
import { TextStream } from '../../test/report/text-stream.ts';
import { playText } from '../../test/rig/play-text.ts';
import type { Event } from '../events/event.ts';
import { consoleReporter } from './console/console-reporter.ts';
import { execReporter } from './console/exec-reporter.ts';
import { FiguresReporter } from './console/figures-reporter.ts';
import { FileReporter } from './file-reporter.ts';
import { GithubReporter } from './github.ts';
import { htmlReport } from './html.ts';
import { jsonReport } from './json.ts';
import { JsonLinesReporter } from './jsonl.ts';
import { junitReport } from './junit.ts';
import { MetricsReporter } from './metrics.ts';
import { streamTarget } from './report-target.ts';
import type { Reporter } from './reporter.ts';

const consoleOptions = (stream: TextStream) => ({
  stream,
  errorStream: stream,
  tty: false,
  colour: true,
  verbosity: 4,
  columns: () => 80,
  clock: new ManualClock(),
  diff: true,
});

const reporters: Readonly<Record<string, (stream: TextStream) => Reporter>> = {
  console: (stream) => consoleReporter(consoleOptions(stream)),
  exec: (stream) => execReporter(consoleOptions(stream)),
  figures: (stream) => new FiguresReporter(stream),
  json: (stream) => new FileReporter(streamTarget(stream), jsonReport),
  junit: (stream) => new FileReporter(streamTarget(stream), junitReport),
  html: (stream) => new FileReporter(streamTarget(stream), htmlReport),
  jsonl: (stream) => new JsonLinesReporter('-', streamTarget(stream)),
  github: (stream) => new GithubReporter(stream),
  metrics: (stream) => new MetricsReporter(streamTarget(stream)),
};

const text = `
- hosts: all
  gather_facts: false
  tasks:
    - name: Fails and is rescued
      block:
        - fail: {msg: "no, {{ inventory_hostname }}"}
      rescue:
        - debug: {var: ansible_failed_result}
    - name: Loops
      debug: {msg: "{{ item }}"}
      loop: [1, [2, 2.0], {a: null}]
    - name: Left out
      debug: {msg: never}
      when: false
    - name: Tries again
      assert: {that: [false]}
      until: false
      retries: 1
      ignore_errors: true
    - set_stats: {data: {built: 1}}
    - fail: {msg: "\\e[31mend"}
`;

async function report(make: (stream: TextStream) => Reporter, events: readonly Event[]): Promise<string> {
  const stream = new TextStream();
  const reporter = make(stream);
  for (const event of events) reporter.handle(event);
  await reporter.close?.();
  return stream.text;
}

/** A run of which every event is plain data can be written down, and told again elsewhere. */
test('events that went through JSON are told by every reporter as the run itself is', async () => {
  const { events, outcome } = await playText('a,b', text);
  await outcome;
  const again = JSON.parse(JSON.stringify(events)) as Event[];
  expect(again).toEqual(events);
  for (const [name, make] of Object.entries(reporters)) {
    const first = await report(make, events);
    expect(first, name).not.toBe('');
    expect(await report(make, again), name).toBe(first);
  }
});
