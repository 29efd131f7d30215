import type { Event, RunStats, StepInfo } from '../../src/events/event.ts';
import type { Outcome, Status } from '../../src/events/outcome.ts';
import { emptyRecap } from '../../src/events/recap.ts';
import { count } from '../../src/events/summary.ts';

/** Every event of a run that a test makes up, one method an event; the hosts and the task are those named last. */
export class ScriptedRun {
  readonly events: Event[] = [];
  readonly #recap = emptyRecap();
  #now = 0;
  #hosts: readonly string[] = [];
  #play = '';
  #line = 2;
  #step: StepInfo | undefined;

  constructor(...playbooks: string[]) {
    this.#emit({ kind: 'run-start', playbooks: playbooks.length === 0 ? ['site.yaml'] : playbooks, at: this.#now });
  }

  /** Lets time pass. */
  after(ms: number): this {
    this.#now += ms;
    return this;
  }

  play(play: string, ...hosts: string[]): this {
    [this.#play, this.#hosts] = [play, hosts];
    this.#emit({ kind: 'play-start', play, hosts, at: this.#now });
    return this;
  }

  batch(...hosts: string[]): this {
    this.#hosts = hosts;
    return this.#emit({ kind: 'batch-start', play: this.#play, hosts, at: this.#now });
  }

  noHosts(pattern: string): this {
    return this.#emit({ kind: 'no-hosts', play: this.#play, pattern, at: this.#now });
  }

  connected(...hosts: string[]): this {
    for (const host of hosts) this.#emit({ kind: 'connection-open', host, durationMs: 20, at: this.#now });
    return this;
  }

  disconnected(...hosts: string[]): this {
    for (const host of hosts) this.#emit({ kind: 'connection-close', host, at: this.#now });
    return this;
  }

  /** Begins a task, on no host yet. */
  task(name: string, rest: Partial<StepInfo> = {}): this {
    this.#line += 3;
    const at = { file: 'site.yaml', line: this.#line, column: 7 };
    this.#step = { id: `step-${this.#line}`, name, module: 'command', at, handler: false, ...rest };
    return this.#emit({ kind: 'step-start', step: this.#step, at: this.#now });
  }

  /** Speaks again of an earlier task, as strategies do that let hosts run ahead. */
  backTo(name: string): this {
    const start = this.events.find((event) => event.kind === 'step-start' && event.step.name === name);
    if (start?.kind === 'step-start') this.#step = start.step;
    return this;
  }

  start(...hosts: string[]): this {
    for (const host of hosts) this.#emit({ kind: 'host-start', step: this.step, host, at: this.#now });
    return this;
  }

  output(host: string, text: string, stream: 'stdout' | 'stderr' = 'stdout'): this {
    return this.#emit({ kind: 'output', step: this.step, host, stream, text, at: this.#now });
  }

  retry(host: string, attempt: number, left: number): this {
    return this.#emit({ kind: 'retry', step: this.step, host, attempt, left, at: this.#now });
  }

  item(host: string, label: string, status: Status, rest: Partial<Outcome> = {}): this {
    return this.#emit({
      kind: 'item-result',
      step: this.step,
      host,
      label,
      outcome: this.#outcome(status, rest),
      at: this.#now,
    });
  }

  result(host: string, status: Status, rest: Partial<Outcome> = {}): this {
    return this.#emit({
      kind: 'host-result',
      step: this.step,
      host,
      outcome: this.#outcome(status, rest),
      at: this.#now,
    });
  }

  ok(...hosts: string[]): this {
    for (const host of hosts) this.result(host, 'ok');
    return this;
  }

  changed(...hosts: string[]): this {
    for (const host of hosts) this.result(host, 'changed');
    return this;
  }

  skipped(...hosts: string[]): this {
    for (const host of hosts) this.result(host, 'skipped', { because: 'the condition is false' });
    return this;
  }

  failed(host: string, rest: Partial<Outcome> = {}): this {
    return this.result(host, 'failed', { message: 'the command failed', ...rest });
  }

  unreachable(host: string, message: string, help?: string): this {
    return this.#emit({
      kind: 'host-unreachable',
      host,
      message,
      ...(help === undefined ? {} : { help }),
      at: this.#now,
    });
  }

  warning(message: string, rest: Partial<Extract<Event, { kind: 'warning' }>> = {}): this {
    return this.#emit({ kind: 'warning', message, at: this.#now, ...rest });
  }

  interrupted(signal = 'SIGINT'): this {
    return this.#emit({ kind: 'interrupted', signal, at: this.#now });
  }

  playEnd(): this {
    return this.#emit({ kind: 'play-end', play: this.#play, at: this.#now });
  }

  /** Ends the run; the recap is counted from the events. */
  end(exitCode = 0, connections: RunStats['connections'] = {}): this {
    const stats = { durationMs: this.#now, connections };
    return this.#emit({ kind: 'run-end', recap: { ...this.#recap }, stats, exitCode, at: this.#now });
  }

  get step(): StepInfo {
    if (this.#step === undefined) throw new Error('the script names no task yet');
    return this.#step;
  }

  get hosts(): readonly string[] {
    return this.#hosts;
  }

  #outcome(status: Status, rest: Partial<Outcome>): Outcome {
    const changed = status === 'changed';
    return { status, ignored: false, rescued: false, durationMs: 5, result: { changed }, at: this.step.at, ...rest };
  }

  #emit(event: Event): this {
    this.events.push(event);
    count(this.#recap, event);
    return this;
  }
}
