import { parseFreeForm } from '../modules/free-form.ts';
import type { TaskSyntax } from '../playbook/syntax.ts';
import type { MapEntry, MapNode, Node } from '../source/node.ts';
import type { Compilation } from './compilation.ts';

/**
 * A task's arguments as one mapping: `args:` first, overridden by what stands behind the module's name, whether written as a mapping,
 * as `key=value` text or, for modules that take it, as free-form text.
 */
export function argsOf(syntax: TaskSyntax, compilation: Compilation, freeForm?: string): MapNode {
  const span = syntax.action.args?.span ?? syntax.action.nameSpan;
  const entries = new Map<string, MapEntry>();
  for (const node of [syntax.keywords.get('args'), syntax.action.beside, inlineArgs(syntax, compilation, freeForm)]) {
    if (node?.kind === 'map') for (const entry of node.entries) entries.set(argumentName(entry, freeForm), entry);
  }
  const named = [...entries].map(([name, entry]) => ({ ...entry, key: { ...entry.key, value: name } }));
  return { kind: 'map', entries: named, span };
}

/** Ansible's own name for free-form text, which playbooks use to give it as one of several arguments. */
const rawParams = '_raw_params';

function argumentName({ key }: MapEntry, freeForm: string | undefined): string {
  const name = String(key.value);
  return name === rawParams ? (freeForm ?? name) : name;
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
