import type { Diagnostic } from '../source/diagnostic.ts';
import { renderDiagnostics } from '../source/render.ts';
import type { Sources } from '../source/sources.ts';
import { wantsColour } from './colour.ts';
import type { Invocation } from './invocation.ts';

/** Prints diagnostics on standard error. */
export function printDiagnostics(diagnostics: readonly Diagnostic[], invocation: Invocation, sources: Sources): void {
  if (diagnostics.length === 0) return;
  const colour = wantsColour('auto', invocation.stderr, invocation.env);
  invocation.stderr.write(`${renderDiagnostics(diagnostics, sources, { colour, cwd: invocation.cwd() })}\n`);
}
