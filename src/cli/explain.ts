import { Interrupted } from '../engine/interrupted.ts';
import { exitCodes } from '../events/exit-codes.ts';
import { printAside } from '../run/print.ts';
import { printDiagnostics } from '../run/print-diagnostics.ts';
import { WrongInput } from '../source/diagnostic.ts';
import type { Sources } from '../source/sources.ts';
import { VaultError } from '../vault/vault-error.ts';
import type { Invocation } from './invocation.ts';
import { version } from './version.ts';

/** Says on standard error what ended the program, and gives the exit code for it: the one place where errors become exit codes. */
export function explain(error: unknown, invocation: Invocation, sources: Sources): number {
  if (error instanceof WrongInput) {
    printDiagnostics(error.diagnostics, invocation, sources);
    return exitCodes.wrongInput;
  }
  if (error instanceof VaultError) {
    printDiagnostics([error.at()], invocation, sources);
    return exitCodes.wrongInput;
  }
  if (error instanceof Interrupted) return error.exitCode;
  printAside(bugReport(error), invocation);
  return exitCodes.bug;
}

/** Says that output was lost, as far as there is a stream left to say it on. */
export function reportBrokenStream(error: NodeJS.ErrnoException, invocation: Invocation): void {
  printAside([`runbook: output was lost: ${error.message}`], invocation);
}

function bugReport(error: unknown): string[] {
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return [
    'runbook: this is a bug in runbook, not in your playbook',
    'Please report it with the text below and, if you can, the playbook that shows it:',
    '',
    `runbook ${version()}, node ${process.version}, ${process.platform} ${process.arch}`,
    ...trace.split('\n'),
  ];
}
