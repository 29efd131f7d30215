import { didYouMean } from '../source/suggest.ts';
import { notBuilt } from './elsewhere.ts';
import { findFilter, findLookup, findTest, namesOf } from './library.ts';
import type { Plugin, PluginUse } from './syntax/ast.ts';
import { normalizeNewlines, parseExpression } from './syntax/parse.ts';
import { compileExpression, compileTemplate, isTemplate, parseTemplateText } from './template.ts';
import { TemplateSyntaxError } from './template-error.ts';

/** What is wrong with a template's text, before anything runs: offsets are inside of the text. */
export interface Problem {
  readonly severity: 'error' | 'warning';
  /** `template-syntax`, `unknown-tag`, `unknown-filter`, `unknown-test` or `unknown-lookup`. */
  readonly code: string;
  readonly message: string;
  readonly start: number;
  readonly end: number;
  readonly help?: string;
  /** The filter, test or lookup that is not there, when that is the problem. */
  readonly missing?: Plugin;
}

/**
 * Checks a text without evaluating it: its syntax, and that every filter, test and lookup that it names exists. One of a collection
 * that is not built in is a warning: it fails a task only where it is evaluated.
 */
export function problemsOf(text: string, kind: 'template' | 'expression'): Problem[] {
  if (kind === 'template' && !isTemplate(text)) return [];
  try {
    const { uses } = kind === 'template' ? parseTemplateText(text, {}) : parseExpression(normalizeNewlines(text));
    const unknowns = uses.filter((use) => !exists(use)).map(unknown);
    if (unknowns.length === 0) compile(text, kind);
    return unknowns;
  } catch (error) {
    if (!(error instanceof TemplateSyntaxError)) throw error;
    const { code, message, start, end, help } = error;
    return [{ severity: 'error', code, message, start, end, ...(help !== undefined && { help }) }];
  }
}

/** What is only found out by compiling; the result is kept, so that nothing is done twice. */
function compile(text: string, kind: 'template' | 'expression'): void {
  if (kind === 'template') compileTemplate(text);
  else compileExpression(text);
}

function exists({ kind, name }: PluginUse): boolean {
  switch (kind) {
    case 'filter':
      return findFilter(name) !== undefined;
    case 'test':
      return findTest(name) !== undefined;
    case 'lookup':
      return findLookup(name) !== undefined;
  }
}

function unknown({ kind, name, start, end }: PluginUse): Problem {
  const missing = { kind, name };
  const place = { code: `unknown-${kind}`, start, end, missing };
  const elsewhere = notBuilt(missing);
  if (elsewhere !== undefined) return { severity: 'warning', message: elsewhere, ...place };
  return { severity: 'error', message: `unknown ${kind} \`${name}\``, ...place, ...didYouMean(name, namesOf(kind)) };
}
