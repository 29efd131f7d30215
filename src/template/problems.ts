import { didYouMean } from '../source/suggest.ts';
import { findFilter, findLookup, findTest, namesOf } from './library.ts';
import type { PluginUse } from './syntax/ast.ts';
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
}

/**
 * Checks a text without evaluating it: its syntax, and that every filter, test and lookup that it names exists. One of a collection
 * that is not built in is a warning: it fails the task only on the hosts that reach it.
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
  const place = { code: `unknown-${kind}`, start, end };
  if (/^\w+\.\w+\.\w+$/.test(name) && !name.startsWith('ansible.builtin.'))
    return { severity: 'warning', message: `the ${kind} \`${name}\` is not built in`, ...place };
  return { severity: 'error', message: `unknown ${kind} \`${name}\``, ...place, ...didYouMean(name, namesOf(kind)) };
}
