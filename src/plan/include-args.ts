import type { TaskSyntax } from '../playbook/syntax.ts';
import { entry, type MapEntry, type MapNode, type Node } from '../source/node.ts';
import { suggest } from '../source/suggest.ts';
import type { Compilation } from './compilation.ts';
import { argsOf } from './task-args.ts';

/** The free-form text of an include, under the name that Ansible has for it. */
const text = '_raw_params';

const roleArguments = [
  ...['name', 'role', 'tasks_from', 'vars_from', 'defaults_from', 'handlers_from'],
  ...['allow_duplicates', 'public', 'rolespec_validate'],
];

/** What an import or include of tasks is given. */
export interface TasksArgs {
  readonly file: Node;
  /** Keywords for all that is included. */
  readonly apply: Node | undefined;
}

/** The arguments of an import or include of tasks: its free-form text or `file:`; `undefined` after complaining that there is no file. */
export function tasksArgs(syntax: TaskSyntax, compilation: Compilation): TasksArgs | undefined {
  const { args } = argsOf(syntax, compilation, text);
  const file = fileOf(args);
  refuseUnknown(args, ['file', ...applied(syntax)], syntax, compilation);
  if (file?.kind === 'scalar' && typeof file.value === 'string') return { file, apply: entry(args, 'apply') };
  compilation.diagnostics.error('no-file', `\`${syntax.action.name}\` names no file`, {
    span: syntax.action.nameSpan,
    help: `write \`${syntax.action.name}: FILE\``,
  });
  return undefined;
}

/** The file among the arguments of an import or include of tasks. */
export function fileOf(args: MapNode): Node | undefined {
  return entry(args, text) ?? entry(args, 'file');
}

/** The arguments of `include_role` or `import_role`; `undefined` after complaining that they name no role. */
export function roleArgs(syntax: TaskSyntax, compilation: Compilation): MapNode | undefined {
  const { args } = argsOf(syntax, compilation);
  refuseUnknown(args, [...roleArguments, ...applied(syntax)], syntax, compilation);
  const name = entry(args, 'name') ?? entry(args, 'role');
  if (name !== undefined && !(name.kind === 'scalar' && name.value === null)) return args;
  compilation.diagnostics.error('no-role-name', `\`${syntax.action.name}\` names no role`, {
    span: syntax.action.nameSpan,
    help: 'add `name: ROLE`',
  });
  return undefined;
}

/**
 * The old `include` as an `include_tasks` is written: what stands beside the file (`include: tasks.yml user=web`) are variables, weaker
 * than those of `vars:`.
 */
export function withVarsOfInclude(syntax: TaskSyntax, compilation: Compilation): TaskSyntax {
  const { args } = argsOf(syntax, compilation, text);
  const isFile = ({ key }: MapEntry): boolean => ['file', 'apply', text].includes(String(key.value));
  // As words of an include, these two have never been variables.
  const given = args.entries.filter((one) => !isFile(one) && !['tags', 'when'].includes(String(one.key.value)));
  const vars = syntax.keywords.get('vars');
  const own = vars?.kind === 'map' ? vars.entries : [];
  const isOwn = ({ key }: MapEntry): boolean => own.some((other) => other.key.value === key.value);
  const all = [...given.filter((one) => !isOwn(one)), ...own];
  const keywords = new Map([...syntax.keywords].filter(([name]) => name !== 'args'));
  if (given.length > 0) keywords.set('vars', { kind: 'map', entries: all, span: vars?.span ?? args.span });
  const { name, nameSpan } = syntax.action;
  return { ...syntax, keywords, action: { name, nameSpan, args: { ...args, entries: args.entries.filter(isFile) } } };
}

/** `apply` is for what is included while a play runs. */
const applied = ({ action }: TaskSyntax): string[] => (/include_(?:tasks|role)$/.test(action.name) ? ['apply'] : []);

function refuseUnknown(args: MapNode, names: readonly string[], syntax: TaskSyntax, compilation: Compilation): void {
  const { name } = syntax.action;
  for (const { key } of args.entries) {
    const given = String(key.value);
    if (names.includes(given) || given === text) continue;
    const meant = suggest(given, names);
    const takes = `\`${name}\` takes ${names.join(', ')}; variables stand under \`vars:\``;
    compilation.diagnostics.error('unknown-argument', `\`${name}\` has no argument \`${given}\``, {
      span: key.span,
      label: 'no such argument',
      help: meant === undefined ? takes : `did you mean \`${meant}\`?`,
    });
  }
}
