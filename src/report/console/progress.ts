import type { Event, StepInfo } from '../../events/event.ts';
import { isFatal } from '../ending.ts';

/** A host that is at work on a task; `since` by the clock of whoever told. */
export interface RunningHost {
  readonly since: number;
  readonly note?: string;
}

/** A task as far as it has come in the current batch of hosts. */
export interface TaskProgress {
  readonly name: string;
  readonly since: number;
  done: number;
  failed: number;
  readonly running: Map<string, RunningHost>;
}

/** What goes on right now, as far as events tell. */
export class Progress {
  /** Hosts of the batch that have not left it. */
  readonly active = new Set<string>();
  /** Hosts that are being connected to, or undefined once the first task has begun. */
  connecting: TaskProgress | undefined;
  readonly #tasks = new Map<string, TaskProgress>();

  /** The tasks that some host is at work on, the one that began first at the top. */
  running(): TaskProgress[] {
    return [...this.#tasks.values()].filter((task) => task.running.size > 0);
  }

  /** Takes an event that came at `now`. */
  handle(event: Event, now: number): void {
    if (event.kind === 'play-start' || event.kind === 'batch-start') this.#begin(event.hosts, now);
    else if (event.kind === 'play-end' || event.kind === 'run-end') this.#begin([], now);
    else if (event.kind === 'connection-open') this.#connected(event.host, false);
    else if (event.kind === 'host-unreachable') this.#connected(event.host, true);
    else if (event.kind === 'host-start') this.#started(event, now);
    else if (event.kind === 'retry') this.#retries(event);
    else if (event.kind === 'host-result') this.#finished(event, now);
  }

  #begin(hosts: readonly string[], now: number): void {
    this.#tasks.clear();
    this.active.clear();
    for (const host of hosts) this.active.add(host);
    const running = new Map(hosts.map((host): [string, RunningHost] => [host, { since: now }]));
    this.connecting = hosts.length === 0 ? undefined : { name: 'connecting', since: now, done: 0, failed: 0, running };
  }

  #connected(host: string, failed: boolean): void {
    if (failed) this.active.delete(host);
    if (!this.connecting?.running.delete(host)) return;
    this.connecting.done += 1;
    if (failed) this.connecting.failed += 1;
    if (this.connecting.running.size === 0) this.connecting = undefined;
  }

  #task(step: StepInfo, now: number): TaskProgress {
    const known = this.#tasks.get(step.id);
    if (known !== undefined) return known;
    const task = { name: step.name, since: now, done: 0, failed: 0, running: new Map<string, RunningHost>() };
    this.#tasks.set(step.id, task);
    return task;
  }

  #started({ step, host }: Extract<Event, { kind: 'host-start' }>, now: number): void {
    this.connecting = undefined;
    this.#task(step, now).running.set(host, { since: now });
  }

  #retries({ step, host, attempt, left }: Extract<Event, { kind: 'retry' }>): void {
    const running = this.#tasks.get(step.id)?.running;
    const at = running?.get(host);
    if (at !== undefined) running?.set(host, { ...at, note: `try ${attempt + 1}, ${left} left` });
  }

  #finished({ step, host, outcome }: Extract<Event, { kind: 'host-result' }>, now: number): void {
    const task = this.#task(step, now);
    task.running.delete(host);
    task.done += 1;
    if (!isFatal(outcome)) return;
    task.failed += 1;
    this.active.delete(host);
  }
}
