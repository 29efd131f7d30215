import type { Invocation } from './cli/invocation.ts';

/** Runs `runbook` once with the words and streams of `invocation`, and resolves with the exit code. Never rejects. */
export async function main(invocation: Invocation): Promise<number> {
  if (asksForVersion(invocation)) return printVersion(invocation);
  const { Sources } = await import('./source/sources.ts');
  const sources = new Sources();
  try {
    const { readCommandLine } = await import('./cli/program.ts');
    const work = await readCommandLine(invocation);
    return await work({ invocation, sources });
  } catch (error) {
    const { explain } = await import('./cli/explain.ts');
    return explain(error, invocation, sources);
  }
}

function asksForVersion({ argv: [, , first] }: Invocation): boolean {
  return first === '--version' || first === '-V';
}

async function printVersion(invocation: Invocation): Promise<number> {
  const { version } = await import('./cli/version.ts');
  invocation.stdout.write(`${version()}\n`);
  return 0;
}
