import type { Diagnostics } from '../source/diagnostic.ts';
import type { Node, ScalarNode } from '../source/node.ts';
import { partSpan } from '../source/part-span.ts';
import { problemsOf } from '../template/problems.ts';
import { isTemplate } from '../template/template.ts';

/** Complains about every template in a value that could never be evaluated: bad syntax, unknown filters, tests and lookups. */
export function checkTemplates(node: Node, diagnostics: Diagnostics): void {
  if (node.kind === 'scalar') checkScalar(node, 'template', diagnostics);
  else if (node.kind === 'seq') for (const item of node.items) checkTemplates(item, diagnostics);
  else {
    for (const { key, value } of node.entries) {
      checkScalar(key, 'template', diagnostics);
      checkTemplates(value, diagnostics);
    }
  }
}

/** The same for conditions, whose text is an expression without braces. */
export function checkConditions(node: Node, diagnostics: Diagnostics): void {
  if (node.kind === 'seq') for (const item of node.items) checkConditions(item, diagnostics);
  else if (node.kind === 'scalar') {
    const braces = typeof node.value === 'string' && isTemplate(node.value);
    checkScalar(node, braces ? 'template' : 'expression', diagnostics);
  }
}

function checkScalar(node: ScalarNode, kind: 'template' | 'expression', diagnostics: Diagnostics): void {
  if (typeof node.value !== 'string' || node.tag !== undefined || node.value.trim() === '') return;
  for (const { severity, code, message, start, end, help } of problemsOf(node.value, kind)) {
    diagnostics.add({
      severity,
      code,
      message,
      span: partSpan(node.span, String(node.value), { start, end }),
      ...(help === undefined ? {} : { help }),
    });
  }
}
