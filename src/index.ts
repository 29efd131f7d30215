import { PassThrough } from 'node:stream';
import type { Event } from './events/event.ts';
import type { Reporter } from './report/reporter.ts';
import type { PreparedRun as Prepared } from './run/prepare-run.ts';
import { prepareRun as prepare } from './run/prepare-run.ts';
import type { RunContext } from './run/run-context.ts';
import { type RunHandle, startRun } from './run/run-handle.ts';
import type { RunIo } from './run/run-io.ts';
import { readOptions } from './settings/read-options.ts';
import { resolveSettings } from './settings/resolve.ts';
import type { Settings } from './settings/table.ts';
import { type Diagnostic, Diagnostics, WrongInput } from './source/diagnostic.ts';
import { renderDiagnostics } from './source/render.ts';
import { Sources } from './source/sources.ts';
import { VaultError } from './vault/vault-error.ts';

export type { Event, RunStats, StepInfo } from './events/event.ts';
export type { Json, Outcome } from './events/outcome.ts';
export type { HostCounts, Recap } from './events/recap.ts';
export type { Reporter } from './report/reporter.ts';
export type { RunHandle } from './run/run-handle.ts';
export type { RunIo } from './run/run-io.ts';
export type { RunResult } from './run/run-result.ts';
export type { Diagnostic } from './source/diagnostic.ts';
export { WrongInput } from './source/diagnostic.ts';
export type { Location, Span } from './source/span.ts';

/** What the command line alone can want. */
type OfTheCommandLine = 'listHosts' | 'listTasks' | 'listTags' | 'syntaxCheck' | 'inventory' | 'extraVars';

/**
 * What to run, and every setting of `runbook config` by its name in camel case (`forks`, `maxConnections`, `vaultPasswordFile`). What is not
 * given has its default: neither `RUNBOOK_*` variables nor `runbook.yaml` are read.
 */
export interface RunOptions extends Partial<Omit<Settings, OfTheCommandLine>> {
  /** Paths, played one after another. */
  readonly playbooks: string | readonly string[];
  /** Files, folders, or lists of hosts with a comma (`web1,`). */
  readonly inventory?: string | readonly string[];
  /** Variables that win over all others: values by name, or words as `-e` takes them. */
  readonly extraVars?: Readonly<Record<string, unknown>> | readonly string[];
}

/** Who follows a run, and how it can be ended. */
export interface ExecuteRunOptions {
  /** Told of every event as it happens. */
  readonly onEvent?: (event: Event) => void;
  /** Told of every event, and closed behind the last one. */
  readonly reporters?: readonly Reporter[];
  /** Aborted to end the run as Ctrl-C does: what runs on hosts is ended, and the run is summed up. */
  readonly signal?: AbortSignal;
}

/** A run that was read and found to be right. No host has been contacted, and it can be executed once. */
export class PreparedRun {
  readonly playbooks: readonly string[];
  /** What may be wrong, and does not keep the run from happening. */
  readonly warnings: readonly Diagnostic[];
  #prepared: Prepared | undefined;

  /** @internal Made by {@link prepareRun} only. */
  constructor(prepared: Prepared) {
    this.playbooks = prepared.request.playbooks;
    this.warnings = prepared.warnings;
    this.#prepared = prepared;
  }

  /** @internal Hands the run out, once: its variables remember what tasks have set. */
  static take(run: PreparedRun): Prepared {
    const prepared = run.#prepared;
    if (prepared === undefined) throw new Error('a prepared run can be executed once: prepare another');
    run.#prepared = undefined;
    return prepared;
  }
}

/**
 * Reads everything that a run is made of: vault, variables, inventory, playbooks. Rejects with {@link WrongInput} when something is wrong;
 * its message is what the command line would print. Nothing is asked and nothing printed unless `io` has a terminal: hand over `process` for that.
 */
export async function prepareRun(options: RunOptions, io: Partial<RunIo> = {}): Promise<PreparedRun> {
  const context = contextOf(io);
  return await explained(context, async () => new PreparedRun(await read(options, context)));
}

/** Executes a prepared run, beginning at once. See {@link RunHandle} for the ways to follow it. */
export function executeRun(prepared: PreparedRun, options: ExecuteRunOptions = {}): RunHandle {
  const run = PreparedRun.take(prepared);
  const { onEvent, reporters = [], signal } = options;
  return startRun(
    async (execution) => {
      const { executeRun: execute } = await import('./run/execute-run.ts');
      return await explained(run.context, () => execute(run, execution));
    },
    { ...(signal && { signal }), reporters: onEvent === undefined ? reporters : [...reporters, { handle: onEvent }] },
  );
}

/** What is wrong with playbooks, their inventory and their variables, as `runbook check` finds it: errors and warnings; empty when all is well. */
export async function checkPlaybooks(options: RunOptions, io: Partial<RunIo> = {}): Promise<readonly Diagnostic[]> {
  try {
    return (await read(options, contextOf(io), true)).warnings;
  } catch (error) {
    if (error instanceof WrongInput) return error.diagnostics;
    if (error instanceof VaultError) return [error.at()];
    throw error;
  }
}

async function read(options: RunOptions, context: RunContext, syntaxCheck = false): Promise<Prepared> {
  const { playbooks, extraVars, inventory, ...others } = options;
  const diagnostics = new Diagnostics();
  const given = {
    ...others,
    inventory: typeof inventory === 'string' ? [inventory] : inventory,
    extraVars: extraVars === undefined || Array.isArray(extraVars) ? extraVars : [JSON.stringify(extraVars)],
  };
  const { settings } = resolveSettings(
    [readOptions(given, { sources: context.sources, cwd: context.io.cwd() }, diagnostics)],
    diagnostics,
  );
  if (diagnostics.failed) throw new WrongInput(diagnostics.all);
  const request = {
    settings: { ...settings, syntaxCheck },
    playbooks: typeof playbooks === 'string' ? [playbooks] : playbooks,
  };
  return await prepare(request, context, new AbortController().signal);
}

/** The process's environment and folder, and streams that nobody reads, where the caller gives no others. */
function contextOf(io: Partial<RunIo>): RunContext {
  const silent = () => new PassThrough().resume();
  return {
    io: {
      env: io.env ?? process.env,
      stdin: io.stdin ?? silent(),
      stdout: io.stdout ?? silent(),
      stderr: io.stderr ?? silent(),
      cwd: () => io.cwd?.() ?? process.cwd(),
    },
    sources: new Sources(),
  };
}

/** Lets wrong input say in its message what the command line would print. */
async function explained<T>({ sources, io }: RunContext, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const diagnostics =
      error instanceof WrongInput ? error.diagnostics : error instanceof VaultError ? [error.at()] : undefined;
    if (diagnostics === undefined) throw error;
    throw new WrongInput(diagnostics, renderDiagnostics(diagnostics, sources, { colour: false, cwd: io.cwd() }));
  }
}
