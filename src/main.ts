import type { Invocation } from './cli/invocation.ts';

/** Runs `runbook` once with the words and streams of `invocation`, and resolves with the exit code. Never rejects. */
export async function main(invocation: Invocation): Promise<number> {
  if (asksForVersion(invocation)) return printVersion(invocation);
  const [{ quietPipes }, { reportBrokenStream }, { exitCodes }] = await Promise.all([
    import('./cli/quiet-pipes.ts'),
    import('./cli/explain.ts'),
    import('./events/exit-codes.ts'),
  ]);
  const outputs = [invocation.stdout, invocation.stderr];
  const outputLost = quietPipes(outputs, (error) => reportBrokenStream(error, invocation));
  const exitCode = await dispatch(invocation);
  return (await outputLost()) && exitCode === exitCodes.ok ? exitCodes.bug : exitCode;
}

/** Does what the command line asks for; whatever goes wrong is explained, and becomes an exit code. */
async function dispatch(invocation: Invocation): Promise<number> {
  const [{ Sources }, { explain }] = await Promise.all([import('./source/sources.ts'), import('./cli/explain.ts')]);
  const sources = new Sources();
  try {
    const { readCommandLine } = await import('./cli/program.ts');
    const work = await readCommandLine(invocation);
    return await work({ invocation, sources });
  } catch (error) {
    return explain(error, invocation, sources);
  }
}

function asksForVersion({ argv: [, , first] }: Invocation): boolean {
  return first === '--version' || first === '-V';
}

async function printVersion(invocation: Invocation): Promise<number> {
  const [{ version }, { print }] = await Promise.all([import('./cli/version.ts'), import('./run/print.ts')]);
  print([version()], invocation);
  return 0;
}
