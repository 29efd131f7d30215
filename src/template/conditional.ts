import type { Node } from '../source/node.ts';
import type { Context } from './context.ts';
import { evaluateExpression, evaluateTemplate } from './evaluate.ts';
import { atNode, evaluateNode } from './evaluate-node.ts';
import { compileExpression, isTemplate } from './template.ts';
import { TemplateError } from './template-error.ts';
import { truthy } from './truthy.ts';
import type { Value } from './value.ts';

/** What `when`, `failed_when`, `until` and the like are given: a part of a user's text, or a value of an argument. */
export type Condition = Node | { readonly value: Value };

/**
 * Whether one condition holds. A text is an expression without braces; one with braces is evaluated first, and what that gives, when
 * it is a text, is taken for an expression once more. Nothing at all holds. Throws {@link TemplateError}.
 */
export function evaluateConditional(condition: Condition, context: Context): boolean {
  if (!('kind' in condition)) return holds(condition.value, context);
  if (condition.kind !== 'scalar') return truthy(evaluateNode(condition, context));
  const { value } = condition;
  return typeof value === 'string' ? atNode(condition, value, () => holds(value, context)) : holds(value, context);
}

/** Whether a condition is written with braces, which people do by mistake: it works, and deserves a warning. */
export function hasBraces(condition: Node): boolean {
  return condition.kind === 'scalar' && typeof condition.value === 'string' && isTemplate(condition.value);
}

function holds(condition: Value, context: Context): boolean {
  if (condition === null || condition === '') return true;
  if (typeof condition !== 'string') return truthy(condition);
  if (!isTemplate(condition)) return truthy(evaluateExpression(condition, context));
  const value = evaluateTemplate(condition, context);
  return typeof value === 'string' ? holdsOnceMore(value, context) : truthy(value);
}

/** The text may be what a host has printed, and must not be able to run anything here. */
function holdsOnceMore(text: string, context: Context): boolean {
  if (text === '') return false;
  if (compileExpression(text).hasCalls)
    throw new TemplateError('error', 'the value of a condition in braces calls a function, and is not evaluated', {
      help: 'write the condition itself, without braces',
    });
  return truthy(evaluateExpression(text, context));
}
