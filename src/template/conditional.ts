import type { Node } from '../source/node.ts';
import type { Context } from './context.ts';
import { evaluateExpression } from './evaluate.ts';
import { atNode, evaluateNode } from './evaluate-node.ts';
import { isTemplate } from './template.ts';
import { TemplateError } from './template-error.ts';
import { truthy } from './truthy.ts';
import { watched } from './unsafe.ts';
import type { Value } from './value.ts';

/**
 * Whether one condition of a user's text holds. A text is an expression without braces; one with braces is evaluated first, and what that
 * gives, when it is the user's own text, is taken for an expression once more. Nothing at all holds. Throws {@link TemplateError}.
 */
export function evaluateConditional(condition: Node, context: Context): boolean {
  if (condition.kind !== 'scalar') return truthy(evaluateNode(condition, context));
  const { value: written } = condition;
  if (written === null || written === '') return true;
  if (typeof written !== 'string') return truthy(written);
  return atNode(condition, written, () => {
    if (condition.tag === undefined && !isTemplate(written)) return truthy(evaluateExpression(written, context));
    const { value, unsafe } = watched(() => evaluateNode(condition, context));
    return truthy(unsafe ? wordIn(value) : saidByUser(value, context));
  });
}

/** Whether a condition is written with braces, which people do by mistake: it works, and deserves a warning. */
export function hasBraces(condition: Node): boolean {
  return condition.kind === 'scalar' && typeof condition.value === 'string' && isTemplate(condition.value);
}

/** The user's own text is an expression; an empty one does not hold. */
function saidByUser(value: Value, context: Context): Value {
  return typeof value === 'string' && value !== '' ? evaluateExpression(value, context) : value;
}

const words: ReadonlyMap<Value, boolean> = new Map([
  ['True', true],
  ['False', false],
  ['', false],
]);

/**
 * What unsafe text says as a condition: it is never evaluated, so that only the two booleans as Python prints them say anything. What is
 * no text is itself. Throws {@link TemplateError} for any other text.
 */
export function wordIn(value: Value): Value {
  if (typeof value !== 'string') return value;
  const word = words.get(value);
  if (word !== undefined) return word;
  throw new TemplateError('error', 'this condition is made of text that a host or a file gave, and is not evaluated', {
    help: 'write it without braces, such as `result.stdout == "yes"` or `result.stdout | bool`',
  });
}
