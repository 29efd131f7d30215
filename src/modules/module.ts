import type { Diff } from '../events/outcome.ts';
import type { MapNode } from '../source/node.ts';
import type { Bindings } from '../template/binding.ts';
import type { Dict, Value } from '../template/value.ts';

/** What an argument may be; `raw` is any value as it is. `path` expands a leading `~` on the host's side. */
export type ArgType = 'str' | 'int' | 'float' | 'bool' | 'list' | 'dict' | 'path' | 'mode' | 'raw';

/** One argument of a module, as `docs/modules/` shows it. */
export interface ArgSpec {
  readonly type: ArgType;
  readonly about: string;
  readonly required?: boolean;
  readonly default?: Value;
  readonly choices?: readonly string[];
  readonly aliases?: readonly string[];
  /** Type of a list's elements. */
  readonly elements?: ArgType;
}

export type ArgSpecs = Readonly<Record<string, ArgSpec>>;

/** Arguments after templates, types, defaults and aliases were applied; one that was not given is absent. */
export type Args = Readonly<Record<string, Value>>;

/** What `register` will hold, besides what the engine adds (`changed`, `failed`, `skipped`, …). */
export type Result = Readonly<Record<string, Value>>;

/** How a command ended on the host; output decoded as UTF-8 with replacement characters. */
export interface CommandResult {
  readonly code: number;
  readonly signal?: string;
  readonly stdout: string;
  readonly stderr: string;
  /** Where all of a stream is that was longer than `max_output`: its text has the beginning and the end only. */
  readonly files?: { readonly stdout?: string; readonly stderr?: string };
  /** When it was started, in milliseconds since 1970 by the controller's clock. */
  readonly startedAt: number;
  /** Milliseconds by a clock that never steps. */
  readonly durationMs: number;
}

/** A host as a module sees it: something that can be looked at, never changed, from here. */
export interface HostView {
  readonly name: string;
  /** Runs a read-only POSIX shell script as the task's user; one round trip. */
  probe(script: string, stdin?: string | Uint8Array): Promise<CommandResult>;
  /** Reads a file of the host, whole. */
  read(path: string): Promise<Buffer>;
  /** A variable of the host as the task sees it. */
  variable(name: string): Value | undefined;
  /**
   * Whether a text among the task's arguments is the user's own. One that is not, since a host or a file gave it, is data whatever it
   * says, and must not be evaluated.
   */
  isOwn(text: string): boolean;
  /** The value of an expression of the user (no braces around it) as the task sees it, an `Undefined` for a name that is not there; throws a template error. */
  evaluate(expression: string): Promise<Value>;
  /** The same of an expression that stands for a template with the braces left out: backslashes in its texts stand for themselves. */
  evaluateBare(expression: string): Promise<Value>;
  /** The text of a template file as the task sees it. */
  render(text: string, file: string, options?: RenderOptions): Promise<string>;
  /** Finds and reads a file of the controller by Ansible's search order (role's `files/`, the playbook's folder, …). */
  readonly controller: ControllerFiles;
  /** Whether reports want diffs; a module may then pay for reading the old content. */
  readonly wantsDiff: boolean;
  /** How many `-v` were given (`debug` with `verbosity`). */
  readonly verbosity: number;
  /** Milliseconds since 1970 by the controller's clock. */
  now(): number;
  /** Does nothing for so many seconds; rejects with the reason of `signal` when that is aborted. */
  sleep(seconds: number): Promise<void>;
  /** Asks the user and gives the answer without its newline; `undefined` when nobody is at a terminal. */
  ask(prompt: string, echo: boolean): Promise<string | undefined>;
  /** Ends the host's connection and opens a new one that runs a command; gives what went wrong, or `undefined`. Seconds. */
  reconnect(connectTimeout: number): Promise<string | undefined>;
  /** Aborted when the task must end: interrupted or out of time. */
  readonly signal: AbortSignal;
}

/** How a template file differs from the language's defaults (`template` module); what is absent keeps its default. */
export interface RenderOptions {
  readonly trimBlocks?: boolean;
  readonly lstripBlocks?: boolean;
  readonly newlineSequence?: '\n' | '\r' | '\r\n';
  readonly blockStart?: string;
  readonly blockEnd?: string;
  readonly variableStart?: string;
  readonly variableEnd?: string;
  readonly commentStart?: string;
  readonly commentEnd?: string;
  /** Variables that only this text sees (`template_path`, …); they win over all others. */
  readonly variables?: ReadonlyMap<string, Value>;
}

export interface ControllerFiles {
  /** The absolute path of a file or folder, or `undefined` when no place of the search order has it. */
  find(kind: 'files' | 'templates' | 'vars', name: string): string | undefined;
  /** The places that `find` looks at, for the error message. */
  places(kind: 'files' | 'templates' | 'vars', name: string): readonly string[];
  /** Content, decrypted when it is vaulted. */
  read(path: string): Buffer;
  /** The mapping in a YAML or JSON vars file, decrypted when it is vaulted, empty for an empty file; throws `WrongInput` when it is none. */
  readVars(path: string): MapNode;
}

/**
 * Something to do, as data. Executed in order; the first that fails ends the task, and its standard error, trimmed, is the message.
 * `compileActions` turns those on the host into scripts.
 */
export type Action = HostAction | FetchAction;

/** Something to do on the host. */
export type HostAction = RunAction | WriteAction;

/** Runs a POSIX shell script on the host as the task's user. */
export interface RunAction {
  readonly kind: 'run';
  readonly script: string;
  readonly stdin?: string | Uint8Array | ControllerFile;
  /** Exit codes besides 0 that are no failure; `any` tolerates all, and a signal. */
  readonly tolerate?: readonly number[] | 'any';
  /** Shown in place of `script` in reports. */
  readonly shown?: string;
  /** Hand the text to the user's login shell as it is, without `/bin/sh` and environment (`raw`); become still applies. */
  readonly raw?: boolean;
}

/**
 * Writes a file of the host whole or not at all; `mode`, `owner`, `group` are applied before it takes its name. Prints the name of
 * the backup, when one was made.
 */
export interface WriteAction {
  readonly kind: 'write';
  readonly path: string;
  readonly content: Uint8Array | ControllerFile | HostFile;
  /** SHA-1 of the content: compared on the host with what has arrived there on standard input. */
  readonly sha1?: string;
  readonly mode?: string;
  readonly owner?: string;
  readonly group?: string;
  /** `UID:GID` of the file that was there: given as far as the user may, before `owner` and `group`. */
  readonly keep?: string;
  /** Command with `%s` for the temporary file that must succeed before it takes its name. */
  readonly validate?: string;
  readonly backup?: boolean;
  /** When it cannot take its name (a mount point), write into the file that is there. */
  readonly unsafe?: boolean;
}

/** A file of the controller, by its absolute path: read when it is sent, so that large ones are never held in memory. */
export interface ControllerFile {
  readonly file: string;
}

/** A file that is on the host already. */
export interface HostFile {
  readonly hostFile: string;
}

/** Copies a file of the host to the controller, whole or not at all, making folders as needed; fails when its SHA-1 is not `sha1`. */
export interface FetchAction {
  readonly kind: 'fetch';
  readonly path: string;
  /** Absolute. */
  readonly to: string;
  readonly sha1?: string;
}

/** What a task does to the run itself rather than to a host. */
export type Effect =
  | { readonly kind: 'facts'; readonly facts: Dict; readonly cacheable: boolean }
  /** Facts of `setup` and the like: seen as `ansible_facts.X` and as `ansible_X`, or as `X` when they are `bare` (`service_facts`). */
  | { readonly kind: 'host-facts'; readonly facts: Dict; readonly bare?: boolean }
  /** A file of this machine, by its absolute path, is what the host has. */
  | { readonly kind: 'fetched'; readonly path: string }
  /** Variables of `include_vars`. */
  | { readonly kind: 'vars'; readonly vars: Bindings }
  | { readonly kind: 'add-host'; readonly name: string; readonly groups: readonly string[]; readonly vars: Dict }
  | { readonly kind: 'group-by'; readonly group: string; readonly parents: readonly string[] }
  | { readonly kind: 'stats'; readonly data: Dict; readonly perHost: boolean; readonly aggregate: boolean };

/**
 * A module's judgement. Without change it says why; with one it lists what to do, and `finish` turns what the actions printed into the
 * result. In check mode the engine stops after the judgement.
 */
export type Verdict =
  | {
      readonly change: false;
      readonly because: string;
      readonly result?: Result;
      readonly effects?: readonly Effect[];
      readonly diffs?: readonly Diff[];
    }
  | {
      readonly change: true;
      readonly because?: string;
      readonly actions: readonly Action[];
      readonly diffs?: readonly Diff[];
      readonly result?: Result;
      readonly effects?: readonly Effect[];
      /**
       * `skip`: whether anything would change cannot be known without doing it (`command`), and check mode reports the task as skipped.
       * `unchanged`: the actions count as no change (a reload of systemd's unit files), and check mode reports none.
       */
      readonly check?: 'skip' | 'unchanged';
      /** Called with one output an action once all of them succeeded, or were tolerated. */
      readonly finish?: (outputs: readonly CommandResult[]) => Finish;
    }
  | {
      readonly failed: true;
      readonly message: string;
      readonly help?: string;
      readonly result?: Result;
      /** What check mode reports in its place: the change that it would be, had earlier tasks made the folder or the user that is missing. */
      readonly unlessMade?: Verdict;
    }
  | { readonly skipped: true; readonly because: string; readonly result?: Result };

/** The verdict that a task fails. */
export type Failed = Extract<Verdict, { failed: true }>;

/** What a module makes of its actions' output. `failed` gives the message of a failure; `changed` overrides the verdict's. */
export interface Finish {
  readonly result?: Result;
  readonly changed?: boolean;
  readonly failed?: string;
  readonly effects?: readonly Effect[];
}

/** Judgement about one kind of task. Looks at the host, decides, never acts. */
export interface Module {
  readonly name: string;
  readonly summary: string;
  readonly args: ArgSpecs;
  /** The argument that free-form text (`command: echo hi`) goes into. */
  readonly freeForm?: string;
  /** Takes any argument besides `args` (`set_fact`, `add_host`). */
  readonly open?: boolean;
  /** Groups of arguments of which at most one may be given. */
  readonly exclusive?: readonly (readonly string[])[];
  /** Groups of arguments of which at least one must be given. */
  readonly requireOneOf?: readonly (readonly string[])[];
  /** Needs no connection: `decide` never probes and no action runs on a host. */
  readonly controllerOnly?: boolean;
  /** False where the items of a loop register no `invocation`, as in the reference; nor do those of `controllerOnly`. */
  readonly keepsArgs?: false;
  /** Runs once for all hosts of a batch, as if `run_once` were set, and every host gets the result (`add_host`, `pause`). */
  readonly bypassHostLoop?: boolean;
  /** `decide` (the default): check mode stops at the verdict. `skip`: check mode skips the task without asking for a verdict (`wait_for`). */
  readonly check?: 'decide' | 'skip';
  decide(args: Args, host: HostView): Promise<Verdict>;
}
