import type { Readable } from 'node:stream';
import type { LimitFunction } from 'p-limit';
import type { Connector } from '../connection/connection.ts';
import type { ConnectionDefaults } from '../connection/target.ts';
import type { RunStats, UntimedEvent } from '../events/event.ts';
import type { Inventory } from '../inventory/inventory.ts';
import type { FailureStrategy } from '../plan/failure-strategy.ts';
import type { IncludeCompiler } from '../plan/include-compiler.ts';
import type { Handler, PlannedPlay } from '../plan/plan.ts';
import type { Sources } from '../source/sources.ts';
import type { Span } from '../source/span.ts';
import type { Clock } from '../std/clock.ts';
import type { Role } from '../vars/role.ts';
import type { PlayVariables, Variables } from '../vars/variables.ts';
import type { Cursor } from './cursor.ts';
import type { CustomStats } from './custom-stats.ts';
import type { OutputFolder } from './host/output-folder.ts';
import type { TargetCache } from './host/target-cache.ts';
import type { Jobs } from './module/jobs.ts';
import type { ConnectionMap } from './play/connection-map.ts';
import type { RoleProgress } from './play/role-progress.ts';
import type { RunEvents } from './run-events.ts';

/** What a user can set about a run. Times are milliseconds. */
export interface RunSettings {
  readonly forks: number;
  readonly check: boolean;
  readonly diff: boolean;
  readonly verbosity: number;
  /** For plays that do not say it themselves. */
  readonly strategy: 'linear' | 'free' | 'host_pinned' | 'debug';
  readonly connect: 'upfront' | 'lazy';
  readonly connectWindow: number;
  /** How often a task that is `safe_to_repeat` is run again when its host was lost in the middle of it. */
  readonly reconnectAttempts: number;
  readonly connection: ConnectionDefaults;
  readonly become: BecomeDefaults;
  readonly forceHandlers: boolean;
  readonly onFailure: FailureStrategy;
  /** For every task that sets no `timeout` of its own. */
  readonly taskTimeout: number | undefined;
  readonly startAtTask: string | undefined;
  /** Bytes of a stream of a command that are held in memory; what is longer goes to a file. */
  readonly maxOutput: number;
  /** Whether what commands print is told while they run. */
  readonly live: boolean;
}

/** What `-b`, `--become-user` and the like ask for; keywords and variables win over them. */
export interface BecomeDefaults {
  readonly become: boolean;
  readonly user: string | undefined;
  readonly method: string | undefined;
  readonly password: string | undefined;
}

/** As much of a clock as the engine needs. */
export type EngineClock = Pick<Clock, 'now' | 'monotonic' | 'sleep'>;

/** Something to warn of, and what to do about it. */
export interface Warning {
  readonly message: string;
  readonly help: string;
}

/** What the engine needs of the world. */
export interface Environment {
  readonly inventory: Inventory;
  readonly variables: Variables;
  readonly sources: Sources;
  readonly connector: Connector;
  /** Ends whatever the connector keeps open between plays. */
  closeConnections(): Promise<void>;
  readonly includes: IncludeCompiler;
  readonly settings: RunSettings;
  readonly clock: EngineClock;
  /** Aborted to stop the run: no task is begun any more, those that run are ended. */
  readonly signal: AbortSignal;
  /** Takes what happens. */
  readonly events: RunEvents;
  /** The playbooks, as they are named to the user. */
  readonly playbooks: readonly string[];
  /** What the connections have cost so far. */
  connectionFigures(): RunStats['connections'];
  /** Facts that are kept from run to run: loaded before the first play, saved behind the last; absent when none are. */
  readonly factCache?: { load(): Promise<void>; save(): Promise<void> };
  /** What the user is to be warned of when the run begins. */
  readonly warnings: readonly Warning[];
  /** Awaited before a host begins a task, so that whoever reads the events can hold the run back; absent when nobody does. */
  ready?(): Promise<void>;
  /** What the commands of a host read that are given nothing else; absent for nothing. */
  openInput?(host: string): Readable;
  /** Hides a text in everything that is emitted from now on. */
  hide(secret: string): void;
  /** Whether a text holds something hidden, which must not stand in a host's list of processes either. */
  conceals(text: string): boolean;
  /** Hosts of a pattern of the inventory as it is now, `--limit` applied; warnings about the pattern, written at `span`, go to `events`. */
  select(pattern: string, span: Span): readonly string[];
  /** Reads the inventory sources again (`meta: refresh_inventory`); hosts that tasks have added stay. */
  refreshInventory(): Promise<void>;
  /** From 0 up to 1. */
  random(): number;
  /** Asks the user; `undefined` when nobody is at a terminal. */
  ask(prompt: string, echo: boolean): Promise<string | undefined>;
  /** `--step`: whether to do this task; absent when the user does not want to be asked. */
  confirm?(task: string): Promise<'yes' | 'no' | 'continue'>;
}

/** A run in progress. */
export interface Run extends Environment {
  /** The semaphore: at most `forks` tasks at a time. */
  readonly limit: LimitFunction;
  /** The user talks with the debugger about one host at a time. */
  readonly debugging: LimitFunction;
  /** Hosts that are out of all further plays. */
  readonly failed: Set<string>;
  readonly unreachable: Set<string>;
  /** Jobs that were started with `poll: 0`. */
  readonly jobs: Jobs;
  /** Where hosts' tasks connect to. */
  readonly targets: TargetCache;
  /** How far `--start-at-task` and `--step` have come. */
  readonly progress: { started: boolean; unasked: boolean };
  /** Errors of ours that a host ran into; the first is thrown when the run is over. */
  readonly bugs: unknown[];
  /** Where output that is too long is kept. */
  readonly outputs: OutputFolder;
  /** What `set_stats` collected. */
  readonly customStats: CustomStats;
  /** Tells of something that has just happened. */
  emit(event: UntimedEvent): void;
}

/** A play in progress, or one batch of it. */
export interface PlayRun {
  readonly run: Run;
  readonly play: PlannedPlay;
  readonly variables: PlayVariables;
  readonly policy: PlayPolicy;
  /** Of the play, and of roles that were included so far. */
  readonly handlers: Handler[];
  /** The ids of the tasks of handlers to run, by host. */
  readonly notified: Map<string, Set<string>>;
  /** Handlers whose names could not be told, each warned of once. */
  readonly nameless: Set<Handler>;
  readonly connections: ConnectionMap;
  readonly cursors: readonly Cursor[];
  /** Semaphores of tasks with `throttle`, by task and width. */
  readonly throttles: Map<string, LimitFunction>;
  /** Orders the units of an include as the hosts first came to them, by place and file. */
  readonly ordinals: Map<string, number>;
  /** Lets the rest of the play see the defaults and vars of roles that were included as `public`. */
  exposeRoles(roles: readonly Role[]): void;
  readonly roleProgress: RoleProgress;
  /** How many failures of a host were passed over by `on_failure`. */
  readonly toleratedFailures: Map<string, number>;
  /** Hosts that `ansible_play_hosts` no longer names: those that failed for good or were lost, or whose play `end_host` ended. */
  readonly removed: Set<string>;
  /** Set when nothing of the play, or of the run, is to follow. */
  ended: 'no' | 'batch' | 'play' | 'run';
}

/** A play's settings, evaluated when it starts. */
export interface PlayPolicy {
  readonly maxFailPercentage: number | undefined;
  readonly forceHandlers: boolean;
  readonly onFailure: FailureStrategy;
  readonly strategy: 'linear' | 'free' | 'host_pinned';
  /** Whether the user is asked what to do about failures (`strategy: debug`, which is linear otherwise). */
  readonly debugs: boolean;
}
