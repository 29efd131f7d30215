import { type DebugTopic, readDebugTopics } from '../run/debug-log.ts';
import { onlyReads } from '../run/only-reads.ts';
import { prepareRun } from '../run/prepare-run.ts';
import { printDiagnostics } from '../run/print-diagnostics.ts';
import type { RunRequest } from '../run/run-request.ts';
import { Diagnostics, WrongInput } from '../source/diagnostic.ts';
import type { CommandContext } from './command.ts';
import type { Invocation } from './invocation.ts';
import { withSignals } from './signals.ts';

/**
 * The way of every run, a playbook's and an ad-hoc command's alike, from text to exit code: prepare, then show the plan or execute it. What
 * executes is loaded only when it is wanted.
 */
export async function runPlaybooks(
  request: RunRequest,
  console: 'play' | 'exec',
  { invocation, sources }: CommandContext,
): Promise<number> {
  return await withSignals(invocation, async (signal) => {
    const debug = debugTopics(invocation);
    const prepared = await prepareRun(request, { io: invocation, sources }, signal);
    printDiagnostics(prepared.warnings, invocation, sources);
    if (onlyReads(request.settings)) {
      const { showPlan } = await import('./show-plan.ts');
      return showPlan(prepared);
    }
    const { executeRun } = await import('../run/execute-run.ts');
    const { exitCode } = await executeRun(prepared, { signal, console, debug });
    return exitCode;
  });
}

function debugTopics({ env }: Invocation): ReadonlySet<DebugTopic> {
  const diagnostics = new Diagnostics();
  const topics = readDebugTopics(env.RUNBOOK_DEBUG, diagnostics);
  if (diagnostics.failed) throw new WrongInput(diagnostics.all);
  return topics;
}
