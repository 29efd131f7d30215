import type { Diagnostic } from '../source/diagnostic.ts';
import { renderDiagnostics } from '../source/render.ts';
import type { Sources } from '../source/sources.ts';
import { wantsColour } from './colour.ts';
import { printPainted } from './print.ts';
import type { RunIo } from './run-io.ts';

/** Prints diagnostics on standard error. */
export function printDiagnostics(diagnostics: readonly Diagnostic[], io: RunIo, sources: Sources): void {
  if (diagnostics.length === 0) return;
  const colour = wantsColour('auto', io.stderr, io.env);
  printPainted(`${renderDiagnostics(diagnostics, sources, { colour, cwd: io.cwd() })}\n`, io);
}
