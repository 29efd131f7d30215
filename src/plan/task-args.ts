import { openQuote, parseFreeForm } from '../modules/free-form.ts';
import type { TaskSyntax } from '../playbook/syntax.ts';
import type { MapEntry, MapNode, Node, ScalarNode } from '../source/node.ts';
import { isTemplate } from '../template/template.ts';
import type { Compilation } from './compilation.ts';

/** The arguments of a task: those that it names, and a template that gives a mapping of others, which are weaker. */
export interface TaskArgs {
  readonly args: MapNode;
  readonly moreArgs: ScalarNode | undefined;
}

/** What one of the places where arguments stand gives. */
interface Part {
  readonly entries: readonly MapEntry[];
  readonly more?: ScalarNode;
}

/** Who reads arguments: for whom, where complaints go, and which argument takes free-form text. */
interface Reader {
  readonly syntax: TaskSyntax;
  readonly compilation: Compilation;
  readonly freeForm: string | undefined;
}

/** Ansible's own name for free-form text, which playbooks use to give it as one of several arguments. */
const rawParams = '_raw_params';

/**
 * A task's arguments: `args:` first, overridden by what stands behind the module's name, whether written as a mapping, as `key=value`
 * text or, for modules that take it, as free-form text. A template in place of any of them is a mapping that the task's host works out.
 */
export function argsOf(syntax: TaskSyntax, compilation: Compilation, freeForm?: string): TaskArgs {
  const { args, beside = [], nameSpan } = syntax.action;
  const reader: Reader = { syntax, compilation, freeForm };
  const parts = [keywordArgs(reader), ...[...beside, args].map((node) => actionArgs(node, reader))];
  const entries = new Map<string, MapEntry>();
  for (const entry of parts.flatMap((part) => part.entries)) {
    const name = argumentName(entry, freeForm);
    entries.set(name, { ...entry, key: { ...entry.key, value: name } });
  }
  return {
    args: { kind: 'map', entries: [...entries.values()], span: args?.span ?? nameSpan },
    moreArgs: parts.findLast(({ more }) => more !== undefined)?.more,
  };
}

/** The name of an argument, which `_raw_params` stands for where the module takes free-form text. */
function argumentName({ key }: MapEntry, freeForm: string | undefined): string {
  const name = String(key.value);
  return name === rawParams ? (freeForm ?? name) : name;
}

/** What the keyword `args` gives: a mapping, or a template of one. */
function keywordArgs({ syntax, compilation }: Reader): Part {
  const node = syntax.keywords.get('args');
  if (node?.kind === 'map') return node;
  if (node === undefined || (node.kind === 'scalar' && node.value === null)) return { entries: [] };
  if (node.kind === 'scalar' && isTemplate(String(node.value))) return { entries: [], more: node };
  compilation.diagnostics.error('bad-args', '`args` must be a mapping, or a template that gives one', {
    span: node.span,
    label: node.kind === 'seq' ? 'a list' : 'a text without braces',
    help: 'write each argument on a line of its own below `args:`, or `args: "{{ VARIABLE }}"`',
  });
  return { entries: [] };
}

/** What stands behind the module's name. */
function actionArgs(node: Node | undefined, { syntax, compilation, freeForm }: Reader): Part {
  if (node === undefined || node.kind === 'map') return node ?? { entries: [] };
  const { name } = syntax.action;
  if (node.kind === 'seq') {
    compilation.diagnostics.error('bad-args', `the arguments of \`${name}\` must be a mapping or a text`, {
      span: node.span,
      label: 'a list',
    });
    return { entries: [] };
  }
  if (node.value === null) return { entries: [] };
  const quote = openQuote(String(node.value));
  if (quote !== undefined) {
    compilation.diagnostics.error('bad-args', `\`${name}\`: a quote \`${quote}\` is not closed`, {
      span: node.span,
      help: 'close it, put a backslash before it, or give the text as `cmd:`, where quotes are not looked at',
    });
    return { entries: [] };
  }
  const parsed = parseFreeForm(String(node.value), freeForm);
  if ('problem' in parsed) {
    compilation.diagnostics.error('bad-args', `\`${name}\`: ${parsed.problem}`, { span: node.span, help: parsed.help });
    return { entries: [] };
  }
  const { args, rest } = parsed;
  const entries = Object.entries(args).map(([key, value]) => ({
    key: { ...node, value: key },
    value: { ...node, value },
  }));
  return rest === undefined ? { entries } : { entries, more: { ...node, value: rest } };
}
