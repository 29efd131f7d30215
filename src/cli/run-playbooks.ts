import { onlyReads } from '../run/only-reads.ts';
import { prepareRun } from '../run/prepare-run.ts';
import { printDiagnostics } from '../run/print-diagnostics.ts';
import type { RunRequest } from '../run/run-request.ts';
import type { CommandContext } from './command.ts';
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
    const prepared = await prepareRun(request, { io: invocation, sources }, signal);
    printDiagnostics(prepared.warnings, invocation, sources);
    if (onlyReads(request.settings)) {
      const { showPlan } = await import('./show-plan.ts');
      return showPlan(prepared);
    }
    const { executeRun } = await import('../run/execute-run.ts');
    const { exitCode } = await executeRun(prepared, { signal, console });
    return exitCode;
  });
}
