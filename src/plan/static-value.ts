import type { Node } from '../source/node.ts';
import { display } from '../template/display.ts';
import { evaluateNode } from '../template/evaluate-node.ts';
import { TemplateError } from '../template/template-error.ts';
import { isList, type Value } from '../template/value.ts';
import type { Compilation } from './compilation.ts';
import { listed } from './inherit.ts';

/**
 * The value of something that must be known before any host is, such as the file name of an import. A template in it sees extra vars
 * and the play's own variables only; what it cannot see is a complaint, and `undefined` is returned.
 */
export function evaluateStatically(node: Node, compilation: Compilation): Value | undefined {
  try {
    return evaluateNode(node, compilation.statics);
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    compilation.diagnostics.error('not-static', error.message, {
      span: error.span ?? node.span,
      help: 'this is read before any host is contacted: use extra vars or the variables of the play, or an `include_…` instead of the `import_…`',
    });
    return undefined;
  }
}

/** The tags that a level names itself, which are noted as known. */
export function evaluateTags(node: Node | undefined, compilation: Compilation): string[] {
  const tags = evaluateWords(node, compilation);
  for (const tag of tags) compilation.knownTags.add(tag);
  return tags;
}

/** Tags, or what a handler listens to: texts, lists of them, and texts with commas. */
export function evaluateWords(node: Node | undefined, compilation: Compilation): string[] {
  return listed(node).flatMap((item) => {
    const value = evaluateStatically(item, compilation);
    const values = isList(value) ? value : [value];
    return values
      .flatMap((tag) => (tag === undefined || tag === null ? [] : display(tag).split(',')))
      .map((tag) => tag.trim());
  });
}
