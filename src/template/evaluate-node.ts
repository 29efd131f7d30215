import type { Node, ScalarNode } from '../source/node.ts';
import { partSpan } from '../source/part-span.ts';
import type { Span } from '../source/span.ts';
import type { Context } from './context.ts';
import { dictSet } from './dict-get.ts';
import { evaluateTemplate } from './evaluate.ts';
import { readStructure } from './structured-text.ts';
import { compilePlaybookText, isTemplate } from './template.ts';
import { TemplateError } from './template-error.ts';
import { noteUnsafe } from './unsafe.ts';
import type { Dict, Value } from './value.ts';

/** What stands for a scalar that cannot be evaluated; throws the error where nothing does. */
export type Instead = (node: ScalarNode, error: TemplateError) => Value;

/**
 * The value of a part of a user's text, the templates in it evaluated; keys of mappings stay as they are written, as in the
 * reference. `!unsafe` text stays as it is, `!vault` text is opened. An `omit` stays in its place: the caller drops it. Throws {@link TemplateError} with the span.
 */
export function evaluateNode(node: Node, context: Context, instead?: Instead): Value {
  switch (node.kind) {
    case 'scalar':
      return instead === undefined ? evaluateScalar(node, context) : evaluateOr(instead, node, context);
    case 'seq':
      return node.items.map((item) => evaluateNode(item, context, instead));
    case 'map': {
      const dict: Dict = new Map();
      for (const { key, value } of node.entries) dictSet(dict, key.value, evaluateNode(value, context, instead));
      return dict;
    }
  }
}

/**
 * The value of a part of a user's text that becomes a variable or the items of a loop. A text that a template gives there and that shows
 * a list, a mapping or a boolean is that, as in Ansible up to 2.18, where the {@link World} wants it so.
 */
export function evaluateData(node: Node, context: Context): Value {
  if (context.world.noteStructured === undefined) return evaluateNode(node, context);
  switch (node.kind) {
    case 'scalar':
      return structured(node, evaluateScalar(node, context), context);
    case 'seq':
      return node.items.map((item) => evaluateData(item, context));
    case 'map': {
      const dict: Dict = new Map();
      for (const { key, value } of node.entries) dictSet(dict, key.value, evaluateData(value, context));
      return dict;
    }
  }
}

function structured(node: ScalarNode, value: Value, context: Context): Value {
  if (typeof value !== 'string' || value === node.value || node.tag !== undefined) return value;
  const read = readStructure(value);
  if (read === undefined || compilePlaybookText(String(node.value)).isText) return value;
  context.world.noteStructured?.(node.span);
  return read;
}

function evaluateOr(instead: Instead, node: ScalarNode, context: Context): Value {
  try {
    return evaluateScalar(node, context);
  } catch (error) {
    if (error instanceof TemplateError) return instead(node, error);
    throw error;
  }
}

function evaluateScalar(node: ScalarNode, context: Context): Value {
  const { value } = node;
  if (typeof value !== 'string') return value;
  if (node.tag === 'unsafe') {
    noteUnsafe();
    return value;
  }
  if (node.tag === 'vault') return atNode(node, value, () => decrypt(value, context));
  return isTemplate(value) ? atNode(node, value, () => evaluateTemplate(value, context)) : value;
}

function decrypt(armoured: string, context: Context): string {
  try {
    return context.world.decrypt(armoured);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const help = 'help' in error && typeof error.help === 'string' ? { help: error.help } : {};
    throw new TemplateError('error', error.message, { ...help, cause: error });
  }
}

/** Runs `evaluate`, and gives its errors the span of the scalar that they are from. */
export function atNode<T>(node: ScalarNode, text: string, evaluate: () => T): T {
  try {
    return evaluate();
  } catch (error) {
    if (error instanceof TemplateError) error.span ??= spanOf(node, text, error);
    throw error;
  }
}

/** Where in the user's file the error is: exact when it knows its place in this very text. */
function spanOf({ span }: ScalarNode, text: string, { place, text: errorText }: TemplateError): Span {
  return place === undefined || errorText !== text ? span : partSpan(span, text, place);
}
