import type { CommandContext, RunRequest } from './cli/command.ts';
import type { Invocation } from './cli/invocation.ts';

/** Runs `runbook` once with the words and streams of `invocation`, and resolves with the exit code. Never rejects. */
export async function main(invocation: Invocation): Promise<number> {
  if (asksForVersion(invocation)) return printVersion(invocation);
  const [{ Sources }, { explain, reportBrokenStream }, { quietPipes }] = await Promise.all([
    import('./source/sources.ts'),
    import('./cli/explain.ts'),
    import('./cli/quiet-pipes.ts'),
  ]);
  const sources = new Sources();
  quietPipes([invocation.stdout, invocation.stderr], (error) => reportBrokenStream(error, invocation));
  try {
    const { readCommandLine } = await import('./cli/program.ts');
    const work = await readCommandLine(invocation);
    return await work({ invocation, sources, run });
  } catch (error) {
    return explain(error, invocation, sources);
  }
}

/** The way of every run, a playbook's and an ad-hoc command's alike: read, plan, execute; the answer is the exit code. */
async function run(request: RunRequest, context: CommandContext): Promise<number> {
  const [{ withSignals }, { readRun }, { onlyReads, showPlan }] = await Promise.all([
    import('./cli/signals.ts'),
    import('./cli/read-run.ts'),
    import('./cli/show-plan.ts'),
  ]);
  return withSignals(context.invocation, async (signal) => {
    const read = await readRun(request, context, signal);
    if (onlyReads(request.settings)) return showPlan(read, context);
    const [{ perform }, { execute }] = await Promise.all([import('./cli/perform.ts'), import('./engine/execute.ts')]);
    return perform(read, context, signal, (environment) => execute(read.plan, environment));
  });
}

function asksForVersion({ argv: [, , first] }: Invocation): boolean {
  return first === '--version' || first === '-V';
}

async function printVersion(invocation: Invocation): Promise<number> {
  const { version } = await import('./cli/version.ts');
  invocation.stdout.write(`${version()}\n`);
  return 0;
}
