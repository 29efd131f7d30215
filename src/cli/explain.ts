import { type Diagnostic, WrongInput } from '../source/diagnostic.ts';
import { renderDiagnostics } from '../source/render.ts';
import type { Sources } from '../source/sources.ts';
import { VaultError } from '../vault/vault-error.ts';
import { wantsColour } from './colour.ts';
import { exitCodes } from './exit-codes.ts';
import type { Invocation } from './invocation.ts';
import { Interrupted } from './signals.ts';
import { version } from './version.ts';

/** Says on standard error what ended the program, and gives the exit code for it: the one place where errors become exit codes. */
export function explain(error: unknown, invocation: Invocation, sources: Sources): number {
  if (error instanceof WrongInput) {
    complain(error.diagnostics, invocation, sources);
    return exitCodes.wrongInput;
  }
  if (error instanceof VaultError) {
    complain([error.at()], invocation, sources);
    return exitCodes.wrongInput;
  }
  if (error instanceof Interrupted) return error.exitCode;
  invocation.stderr.write(bugReport(error));
  return exitCodes.bug;
}

/** Prints diagnostics on standard error. */
export function complain(diagnostics: readonly Diagnostic[], invocation: Invocation, sources: Sources): void {
  if (diagnostics.length === 0) return;
  const colour = wantsColour('auto', invocation.stderr, invocation.env);
  invocation.stderr.write(`${renderDiagnostics(diagnostics, sources, { colour, cwd: invocation.cwd() })}\n`);
}

/** Says that output was lost, as far as there is a stream left to say it on. */
export function reportBrokenStream(error: NodeJS.ErrnoException, { stderr }: Invocation): void {
  stderr.write(`runbook: output was lost: ${error.message}\n`);
}

function bugReport(error: unknown): string {
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return [
    'runbook: this is a bug in runbook, not in your playbook',
    'Please report it with the text below and, if you can, the playbook that shows it:',
    '',
    `runbook ${version()}, node ${process.version}, ${process.platform} ${process.arch}`,
    trace,
    '',
  ].join('\n');
}
