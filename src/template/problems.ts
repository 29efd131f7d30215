import { didYouMean } from '../source/suggest.ts';
import { notBuilt } from './elsewhere.ts';
import type { RenderOptions } from './evaluation.ts';
import { exists, namesOf } from './library.ts';
import type { Plugin, PluginUse } from './syntax/ast.ts';
import { writtenPlace } from './syntax/parse.ts';
import { compileExpression, compilePlaybookText, compileTemplate, isTemplate } from './template.ts';
import { TemplateSyntaxError } from './template-error.ts';
import { readHeader } from './template-header.ts';

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
  if (kind === 'expression') return looking(text, () => compileExpression(text));
  return isTemplate(text) ? looking(text, () => compilePlaybookText(text)) : [];
}

/** The same for the text of a template file, whose first line may set options over those given. */
export function problemsOfFile(text: string, options: RenderOptions): Problem[] {
  const { body, overrides } = readHeader(text);
  const skipped = text.length - body.length;
  return looking(body, () => compileTemplate(body, { ...options, ...overrides })).map((problem) => ({
    ...problem,
    start: problem.start + skipped,
    end: problem.end + skipped,
  }));
}

/** What is wrong with a text; it is compiled, which is kept, so that nothing is done twice. */
function looking(text: string, compile: () => { readonly uses: readonly PluginUse[] }): Problem[] {
  try {
    const missing = compile().uses.filter((use) => !exists(use));
    return missing.map((use) => ({ ...unknown(use), ...writtenPlace(text, use) }));
  } catch (error) {
    if (!(error instanceof TemplateSyntaxError)) throw error;
    const { code, message, help } = error;
    return [{ severity: 'error', code, message, ...writtenPlace(text, error), ...(help !== undefined && { help }) }];
  }
}

function unknown({ kind, name, start, end }: PluginUse): Problem {
  const missing = { kind, name };
  const place = { code: `unknown-${kind}`, start, end, missing };
  const elsewhere = notBuilt(missing);
  if (elsewhere !== undefined) return { severity: 'warning', message: elsewhere, ...place };
  return { severity: 'error', message: `unknown ${kind} \`${name}\``, ...place, ...didYouMean(name, namesOf(kind)) };
}
