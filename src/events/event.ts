import type { Location } from '../source/span.ts';
import type { Json, Outcome } from './outcome.ts';
import type { Recap } from './recap.ts';

/** A task as reports name it: `id` is the same on every host and differs between two uses of one task. */
export interface StepInfo {
  readonly id: string;
  readonly name: string;
  readonly module: string;
  readonly at: Location;
  readonly handler: boolean;
}

/** Everything that reporters may know of a run; plain data, secrets masked before it is emitted. Times are milliseconds since the run began. */
export type Event =
  | { readonly kind: 'run-start'; readonly playbooks: readonly string[]; readonly at: number }
  | { readonly kind: 'play-start'; readonly play: string; readonly hosts: readonly string[]; readonly at: number }
  | { readonly kind: 'no-hosts'; readonly play: string; readonly pattern: string; readonly at: number }
  | { readonly kind: 'batch-start'; readonly play: string; readonly hosts: readonly string[]; readonly at: number }
  | { readonly kind: 'connection-open'; readonly host: string; readonly durationMs: number; readonly at: number }
  | { readonly kind: 'connection-close'; readonly host: string; readonly at: number }
  | { readonly kind: 'step-start'; readonly step: StepInfo; readonly at: number }
  | { readonly kind: 'host-start'; readonly step: StepInfo; readonly host: string; readonly at: number }
  | {
      readonly kind: 'output';
      readonly step: StepInfo;
      readonly host: string;
      readonly stream: 'stdout' | 'stderr';
      readonly text: string;
      readonly at: number;
    }
  | {
      readonly kind: 'retry';
      readonly step: StepInfo;
      readonly host: string;
      readonly attempt: number;
      readonly left: number;
      readonly at: number;
    }
  | {
      readonly kind: 'item-result';
      readonly step: StepInfo;
      readonly host: string;
      readonly label: string;
      readonly outcome: Outcome;
      readonly at: number;
    }
  /** One for every host and step that was tried; of a loop it comes after the items' and sums them up. */
  | {
      readonly kind: 'host-result';
      readonly step: StepInfo;
      readonly host: string;
      readonly outcome: Outcome;
      readonly at: number;
    }
  /** A host left the play before a task could be tried on it: it could not be reached when connections were set up. */
  | {
      readonly kind: 'host-unreachable';
      readonly host: string;
      readonly message: string;
      readonly help?: string;
      readonly at: number;
    }
  | {
      readonly kind: 'warning';
      readonly message: string;
      readonly location?: Location;
      readonly help?: string;
      readonly at: number;
    }
  | { readonly kind: 'interrupted'; readonly signal: string; readonly at: number }
  | { readonly kind: 'play-end'; readonly play: string; readonly at: number }
  | {
      readonly kind: 'run-end';
      readonly recap: Recap;
      readonly stats: RunStats;
      /** What `set_stats` put down, by host, or for the run as a whole under `_run`; absent when no task did. */
      readonly customStats?: CustomStatsByOwner;
      readonly exitCode: number;
      readonly at: number;
    };

/** An event that has yet to be given its time: by `RunEvents` of the engine, by the one clock of the run. */
export type UntimedEvent = Event extends infer Each ? (Each extends Event ? Omit<Each, 'at'> : never) : never;

/** Values of `set_stats` by name, by owner. */
export type CustomStatsByOwner = { readonly [owner: string]: { readonly [name: string]: Json } };

/** Figures of a run: the connection layer's counters by name, all of them numbers. */
export interface RunStats {
  readonly durationMs: number;
  readonly connections: { readonly [name: string]: number };
}
