import type { CustomStatsByOwner, Event, RunStats, StepInfo } from '../events/event.ts';
import type { Outcome } from '../events/outcome.ts';
import { emptyRecap, type Recap } from '../events/recap.ts';
import { count } from '../events/summary.ts';

/** One task of a play and what became of it on each host, in the order of their results. */
export interface TaskRecord {
  readonly step: StepInfo;
  readonly hosts: Map<string, Outcome>;
}

/** A host that could not be reached when connections were set up. */
export interface UnreachableRecord {
  readonly message: string;
  readonly help?: string;
}

export interface PlayRecord {
  readonly name: string;
  readonly hosts: readonly string[];
  readonly tasks: Map<string, TaskRecord>;
  readonly unreachable: Map<string, UnreachableRecord>;
}

/** How a run ended, besides its recap. */
export interface RunEnd {
  readonly stats: RunStats;
  readonly exitCode: number;
  readonly customStats: CustomStatsByOwner;
}

type Warning = Extract<Event, { kind: 'warning' }>;

/** A whole run as reports that are written at its end need it. What it holds is true of the run so far at every moment. */
export class RunRecord {
  playbooks: readonly string[] = [];
  readonly plays: PlayRecord[] = [];
  readonly warnings: Warning[] = [];
  /** The signal that ended the run early. */
  interrupted: string | undefined;
  /** The end of the run; undefined when it broke off without one. */
  end: RunEnd | undefined;
  #recap: Recap = emptyRecap();

  /** The counts of each host, in the inventory's order: those of the run's end, or those so far. */
  get recap(): Recap {
    const counts = this.#recap;
    const hosts = new Set([...this.plays.flatMap((play) => play.hosts), ...Object.keys(counts)]);
    const ordered = emptyRecap();
    for (const host of hosts) if (Object.hasOwn(counts, host)) ordered[host] = counts[host]!;
    return ordered;
  }

  handle(event: Event): void {
    count(this.#recap, event);
    if (event.kind === 'run-start') this.playbooks = event.playbooks;
    else if (event.kind === 'play-start') this.#begin(event.play, event.hosts);
    else if (event.kind === 'host-unreachable') this.#unreachable(event);
    else if (event.kind === 'step-start') this.#task(event.step);
    else if (event.kind === 'host-result') this.#task(event.step).hosts.set(event.host, event.outcome);
    else if (event.kind === 'warning') this.warnings.push(event);
    else if (event.kind === 'interrupted') this.interrupted = event.signal;
    else if (event.kind === 'run-end') this.#end(event);
  }

  #begin(name: string, hosts: readonly string[]): PlayRecord {
    const play = { name, hosts, tasks: new Map(), unreachable: new Map() };
    this.plays.push(play);
    return play;
  }

  #unreachable({ host, message, help }: Extract<Event, { kind: 'host-unreachable' }>): void {
    this.#play().unreachable.set(host, { message, ...(help === undefined ? {} : { help }) });
  }

  #task(step: StepInfo): TaskRecord {
    const { tasks } = this.#play();
    const task = tasks.get(step.id) ?? { step, hosts: new Map() };
    tasks.set(step.id, task);
    return task;
  }

  #play(): PlayRecord {
    return this.plays.at(-1) ?? this.#begin('', []);
  }

  #end({ recap, stats, exitCode, customStats }: Extract<Event, { kind: 'run-end' }>): void {
    this.#recap = recap;
    this.end = { stats, exitCode, customStats: customStats ?? {} };
  }
}
