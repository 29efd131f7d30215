import type { CommandContext } from './cli/command.ts';
import type { Invocation } from './run/invocation.ts';
import type { RunRequest } from './run/run-request.ts';

/** Runs `runbook` once with the words and streams of `invocation`, and resolves with the exit code. Never rejects. */
export async function main(invocation: Invocation): Promise<number> {
  if (asksForVersion(invocation)) return printVersion(invocation);
  const [{ quietPipes }, { reportBrokenStream }, { exitCodes }] = await Promise.all([
    import('./cli/quiet-pipes.ts'),
    import('./cli/explain.ts'),
    import('./run/exit-codes.ts'),
  ]);
  const outputs = [invocation.stdout, invocation.stderr];
  const outputLost = quietPipes(outputs, (error) => reportBrokenStream(error, invocation));
  const exitCode = await obey(invocation);
  return (await outputLost()) && exitCode === exitCodes.ok ? exitCodes.bug : exitCode;
}

/** Does what the command line asks for; whatever goes wrong is explained, and becomes an exit code. */
async function obey(invocation: Invocation): Promise<number> {
  const [{ Sources }, { explain }] = await Promise.all([import('./source/sources.ts'), import('./cli/explain.ts')]);
  const sources = new Sources();
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
  const [{ withSignals }, { readRun }, { onlyReads }, { showPlan }] = await Promise.all([
    import('./cli/signals.ts'),
    import('./run/read-run.ts'),
    import('./run/only-reads.ts'),
    import('./run/show-plan.ts'),
  ]);
  return withSignals(context.invocation, async (signal) => {
    const read = await readRun(request, context, signal);
    if (onlyReads(request.settings)) return showPlan(read, context);
    const [{ perform }, { execute }] = await Promise.all([import('./run/perform.ts'), import('./engine/execute.ts')]);
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
