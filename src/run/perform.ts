import type { RunOutcome } from '../engine/execute.ts';
import type { Environment } from '../engine/run.ts';
import { maskingEmitter } from '../events/masking-emitter.ts';
import { Diagnostics, WrongInput } from '../source/diagnostic.ts';
import { askOn, mustAsk } from './ask.ts';
import { openConnections } from './connections.ts';
import { crowded } from './crowded.ts';
import { exitCodes } from './exit-codes.ts';
import { factMemory } from './fact-memory.ts';
import { Interrupted } from './interrupted.ts';
import { readPasswords } from './passwords.ts';
import type { ReadRun } from './read-run.ts';
import { openAllReports, type Reports } from './reports.ts';
import type { RunContext } from './run-context.ts';
import { runEnvironment } from './run-environment.ts';
import { RunTeller } from './run-teller.ts';

/**
 * Gives a run its world — passwords, reports, connections, the terminal — lets `run` happen in it, and closes all of it. The answer is the
 * exit code. Throws {@link WrongInput} for what can still be wrong, before any host is contacted.
 */
export async function perform(
  read: ReadRun,
  context: RunContext,
  signal: AbortSignal,
  run: (environment: Environment) => Promise<RunOutcome>,
): Promise<number> {
  const { settings, playbooks } = read.request;
  const passwords = await readPasswords(settings, context.invocation);
  if (settings.step) mustAsk(askOn(context.invocation), '--step', 'leave it out');
  const reports = await openReports(read, context);
  const ask = askOn(context.invocation);
  const teller = new RunTeller(maskingEmitter(read.secrets, reports.handle), signal);
  const warn = (message: string, help: string) => teller.emit({ kind: 'warning', message, help, at: teller.at() });
  const connections = openConnections(
    settings,
    (host, why) =>
      warn(`\`${host}\` is reached with the system's \`ssh\`: ${why}`, 'set `ansible_connection: openssh` for it'),
    ask && ((prompt) => reports.aside(() => ask(prompt, { hidden: true }))),
  );
  const memory = factMemory(settings, read, warn);
  try {
    teller.begin(playbooks);
    const crowd = crowded(settings, read.selection.within([...read.inventory.hosts.values()]).length);
    if (crowd !== undefined) warn(crowd.message, crowd.help);
    // Not waited for: what is wanted before its turn is worked out when it is wanted.
    void read.warmVault();
    await memory?.recall();
    const { exitCode } = await run(runEnvironment({ read, context, signal, passwords, connections, reports, teller }));
    await memory?.remember();
    const told = teller.end(exitCode, connections.figures());
    return (await closed(reports, context)) ? told : told || exitCodes.bug;
  } catch (error) {
    const exitCode = exitCodeOf(error);
    if (exitCode !== undefined) teller.end(exitCode, connections.figures());
    await closed(reports, context);
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

async function openReports(read: ReadRun, { invocation }: RunContext): Promise<Reports> {
  const diagnostics = new Diagnostics();
  const reports = await openAllReports(read.request, invocation, diagnostics);
  if (diagnostics.failed) throw new WrongInput(diagnostics.all);
  return reports;
}

/** Whether every report could be written; what could not is said on standard error. */
async function closed(reports: Reports, { invocation }: RunContext): Promise<boolean> {
  const errors = await reports.close();
  for (const error of errors) invocation.stderr.write(`runbook: ${error.message}\n`);
  return errors.length === 0;
}
