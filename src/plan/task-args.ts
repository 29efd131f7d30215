import { parseFreeForm } from '../modules/free-form.ts';
import type { TaskSyntax } from '../playbook/syntax.ts';
import type { MapNode, Node } from '../source/node.ts';
import type { Compilation } from './compilation.ts';

/**
 * A task's arguments as one mapping: `args:` first, overridden by what stands behind the module's name, whether written as a mapping,
 * as `key=value` text or, for modules that take it, as free-form text.
 */
export function argsOf(syntax: TaskSyntax, compilation: Compilation, freeForm?: string): MapNode {
  const span = syntax.action.args?.span ?? syntax.action.nameSpan;
  const entries = new Map<string, MapNode['entries'][number]>();
  for (const node of [syntax.keywords.get('args'), inlineArgs(syntax, compilation, freeForm)]) {
    if (node?.kind === 'map') for (const entry of node.entries) entries.set(String(entry.key.value), entry);
  }
  return { kind: 'map', entries: [...entries.values()], span };
}

function inlineArgs(syntax: TaskSyntax, compilation: Compilation, freeForm: string | undefined): Node | undefined {
  const { args, name } = syntax.action;
  if (args?.kind === 'seq') {
    compilation.diagnostics.error('bad-args', `the arguments of \`${name}\` must be a mapping or a text`, {
      span: args.span,
      label: 'a list',
    });
    return undefined;
  }
  if (args?.kind !== 'scalar' || args.value === null) return args;
  const parsed = parseFreeForm(String(args.value), freeForm);
  if ('problem' in parsed) {
    compilation.diagnostics.error('bad-args', `\`${name}\`: ${parsed.problem}`, { span: args.span, help: parsed.help });
    return undefined;
  }
  return {
    kind: 'map',
    span: args.span,
    entries: Object.entries(parsed.args).map(([key, value]) => ({
      key: { ...args, value: key },
      value: { ...args, value },
    })),
  };
}
