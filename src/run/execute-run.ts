import { execute } from '../engine/execute.ts';
import { maskingEmitter } from '../events/masking-emitter.ts';
import { Diagnostics, WrongInput } from '../source/diagnostic.ts';
import { askOn, mustAsk } from './ask.ts';
import { openConnections } from './connections.ts';
import { crowded } from './crowded.ts';
import type { ExecuteOptions } from './execute-options.ts';
import { exitCodes } from './exit-codes.ts';
import { factMemory } from './fact-memory.ts';
import { Interrupted } from './interrupted.ts';
import { readPasswords } from './passwords.ts';
import type { PreparedRun } from './prepare-run.ts';
import { printAside } from './print.ts';
import { openAllReports, type Reports } from './reports.ts';
import { runEnvironment } from './run-environment.ts';
import type { RunIo } from './run-io.ts';
import type { RunResult } from './run-result.ts';
import { RunTeller } from './run-teller.ts';

/**
 * Gives a prepared run its world — passwords, reports, connections, the terminal — executes its plan in it, and closes all of it. Throws
 * {@link WrongInput} for what can still be wrong, before any host is contacted.
 */
export async function executeRun(prepared: PreparedRun, options: ExecuteOptions): Promise<RunResult> {
  const { context, request, selection, inventory } = prepared;
  const { io } = context;
  const { settings, playbooks } = request;
  const passwords = await readPasswords(settings, io);
  if (settings.step) mustAsk(askOn(io), '--step', 'leave it out');
  const reports = await openReports(prepared, options);
  const ask = askOn(io);
  const teller = new RunTeller(maskingEmitter(prepared.secrets, reports.handle), options.signal);
  const warn = (message: string, help: string) => teller.emit({ kind: 'warning', message, help, at: teller.at() });
  const connections = openConnections(
    settings,
    (host, why) =>
      warn(`\`${host}\` is reached with the system's \`ssh\`: ${why}`, 'set `ansible_connection: openssh` for it'),
    ask && ((prompt) => reports.aside(() => ask(prompt, { hidden: true }))),
  );
  const memory = factMemory(settings, prepared, warn);
  try {
    teller.begin(playbooks);
    const crowd = crowded(settings, selection.within([...inventory.hosts.values()]).length);
    if (crowd !== undefined) warn(crowd.message, crowd.help);
    // Not waited for: what is wanted before its turn is worked out when it is wanted.
    void prepared.warmVault();
    await memory?.recall();
    const environment = runEnvironment({ prepared, options, passwords, connections, reports, teller });
    const { exitCode, recap } = await execute(prepared.plan, environment);
    await memory?.remember();
    const told = teller.end(exitCode, connections.figures());
    return { exitCode: (await closed(reports, io)) ? told : told || exitCodes.bug, recap };
  } catch (error) {
    const exitCode = exitCodeOf(error);
    if (exitCode !== undefined) teller.end(exitCode, connections.figures());
    await closed(reports, io);
    throw error;
  } finally {
    await connections.close();
  }
}

/** The exit code of a run that the user's text or the user at a prompt has ended: it is summed up like any other. */
function exitCodeOf(error: unknown): number | undefined {
  if (error instanceof WrongInput) return exitCodes.wrongInput;
  return error instanceof Interrupted ? error.exitCode : undefined;
}

async function openReports({ request, context }: PreparedRun, options: ExecuteOptions): Promise<Reports> {
  const diagnostics = new Diagnostics();
  const reports = await openAllReports(request.settings, { io: context.io, ...options }, diagnostics);
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
