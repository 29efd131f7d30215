import type { Diagnostics } from '../../source/diagnostic.ts';
import { displayPath } from '../../source/display-path.ts';
import type { Node, ScalarNode } from '../../source/node.ts';
import { partSpan } from '../../source/part-span.ts';
import type { Sources } from '../../source/sources.ts';
import type { Span } from '../../source/span.ts';
import { defined } from '../../std/defined.ts';
import { type Problem, problemsOf } from '../../template/problems.ts';
import { isTemplate } from '../../template/template.ts';
import { type PluginPlace, pluginFile } from '../role/plugin-file.ts';

/** Where complaints about templates go, and from where they may use plugins of their own. */
export interface TemplatePlace extends PluginPlace {
  readonly diagnostics: Diagnostics;
  readonly sources: Sources;
}

/** Complains about every template in a value that could never be evaluated: bad syntax, unknown filters, tests and lookups. */
export function checkTemplates(node: Node, place: TemplatePlace): void {
  if (node.kind === 'scalar') checkScalar(node, 'template', place);
  else if (node.kind === 'seq') for (const item of node.items) checkTemplates(item, place);
  else {
    for (const { key, value } of node.entries) {
      checkScalar(key, 'template', place);
      checkTemplates(value, place);
    }
  }
}

/** The same for conditions, whose text is an expression without braces. */
export function checkConditions(node: Node, place: TemplatePlace): void {
  if (node.kind === 'seq') for (const item of node.items) checkConditions(item, place);
  else if (node.kind === 'scalar') {
    const braces = typeof node.value === 'string' && isTemplate(node.value);
    checkScalar(node, braces ? 'template' : 'expression', place);
  }
}

function checkScalar(node: ScalarNode, kind: 'template' | 'expression', place: TemplatePlace): void {
  if (typeof node.value !== 'string' || node.tag !== undefined || node.value.trim() === '') return;
  for (const problem of problemsOf(node.value, kind))
    complain(problem, partSpan(node.span, String(node.value), problem), place);
}

/** Says what is wrong with a template at its place. A name that a plugin of the user's own may bring is no error. */
export function complain(problem: Problem, span: Span, place: TemplatePlace): void {
  const { severity, code, message, missing, help } = problem;
  const file = missing === undefined || severity === 'warning' ? undefined : pluginFile(missing, place);
  if (file === undefined && severity === 'error') {
    const isSecret = missing === undefined && place.sources.isSecret(span.file);
    const shown = isSecret ? 'a vaulted text here is no template that can be read' : message;
    place.diagnostics.error(code, shown, { span, ...(isSecret ? {} : defined({ help })) });
    return;
  }
  const notBuilt = file === undefined ? message : `the ${missing?.kind} \`${missing?.name}\` is not built into runbook`;
  const label =
    file === undefined
      ? 'fails where it is evaluated'
      : `taken for one of \`${displayPath(file)}\`; fails where it is evaluated`;
  place.diagnostics.warn(code, notBuilt, { span, label });
}
