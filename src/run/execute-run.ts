import { Readable } from 'node:stream';
import { execute } from '../engine/execute.ts';
import { RunEvents } from '../engine/run-events.ts';
import type { Event } from '../events/event.ts';
import { exitCodes } from '../events/exit-codes.ts';
import { maskingEmitter } from '../events/masking-emitter.ts';
import { Diagnostics, WrongInput } from '../source/diagnostic.ts';
import { systemClock } from '../std/clock.ts';
import { askOn, mustAsk } from './ask.ts';
import { openConnections } from './connections.ts';
import { DebugLog, eventLine } from './debug-log.ts';
import type { ExecuteOptions } from './execute-options.ts';
import { factMemory } from './fact-memory.ts';
import { readPasswords } from './passwords.ts';
import type { PreparedRun } from './prepare-run.ts';
import { printAside } from './print.ts';
import { openAllReports, type Reports } from './reports.ts';
import { runEnvironment } from './run-environment.ts';
import type { RunIo } from './run-io.ts';
import type { RunResult } from './run-result.ts';
import { SharedInput } from './shared-input.ts';

/**
 * Gives a prepared run its world — passwords, reports, connections, the terminal — executes its plan in it, and closes all of it. Throws
 * {@link WrongInput} for what can still be wrong, before any host is contacted.
 */
export async function executeRun(prepared: PreparedRun, options: ExecuteOptions): Promise<RunResult> {
  const { settings } = prepared.request;
  const { io } = prepared.context;
  const passwords = await readPasswords(settings, io);
  if (settings.step) mustAsk(askOn(io), '--step', 'leave it out');
  const debug = new DebugLog(options.debug ?? new Set(), (line) =>
    printAside([prepared.secrets.mask(line).trimEnd()], io),
  );
  const input = prepared.request.stdin ? new SharedInput(Readable.from(io.stdin, { objectMode: false })) : undefined;
  const reporters = [...(options.reporters ?? []), ...(input === undefined ? [] : [input])];
  const reports = await openReports(prepared, { ...options, reporters }, debug.of('engine'));
  const ask = askOn(io);
  const events = new RunEvents(maskingEmitter(prepared.secrets, reports.handle), options.signal, systemClock.monotonic);
  const warn = (message: string, help: string) => events.emit({ kind: 'warning', message, help });
  tellStructuredTexts(prepared, events);
  const connections = openConnections(settings, io, warn, {
    ...(ask && { ask: (prompt: string) => reports.aside(() => ask(prompt, { hidden: true })) }),
    debug,
  });
  const factCache = factMemory(settings, prepared, warn);
  // Not waited for: what is wanted before its turn is worked out when it is wanted.
  void prepared.warmVault();
  try {
    const environment = runEnvironment({
      prepared,
      options,
      passwords,
      connections,
      reports,
      events,
      factCache,
      input,
    });
    const { exitCode, recap } = await execute(prepared.plan, environment);
    return { exitCode: (await closed(reports, io)) ? exitCode : exitCode || exitCodes.bug, recap };
  } catch (error) {
    await closed(reports, io);
    throw error;
  } finally {
    await connections.close();
  }
}

/** Says where the text of a template is taken for data: a later Ansible keeps it a text. */
function tellStructuredTexts({ structuredTexts, context }: PreparedRun, events: RunEvents): void {
  structuredTexts.listen((span) =>
    events.emit({
      kind: 'warning',
      message: 'the text that this template gives is read as the list, mapping or boolean that it shows',
      location: context.sources.locate(span),
      help: 'end it with `| from_json` or `| string` to say which you want; `--text-data keep` keeps all such texts',
    }),
  );
}

async function openReports(
  { request, context }: PreparedRun,
  options: ExecuteOptions,
  log: ((line: string) => void) | undefined,
): Promise<Reports> {
  const logged = log === undefined ? [] : [{ handle: (event: Event) => log(eventLine(event)) }];
  const reporters = [...(options.reporters ?? []), ...logged];
  const diagnostics = new Diagnostics();
  const reports = await openAllReports(request.settings, { ...options, io: context.io, reporters }, diagnostics);
  if (diagnostics.failed) throw new WrongInput(diagnostics.all);
  return reports;
}

/** Whether every report could be written; what could not is said on standard error. */
async function closed(reports: Reports, io: RunIo): Promise<boolean> {
  const errors = await reports.close();
  printAside(
    errors.map((error) => `runbook: ${error.message}`),
    io,
  );
  return errors.length === 0;
}
