import type { TaskSyntax } from '../playbook/syntax.ts';
import { entry, type Node } from '../source/node.ts';
import { display } from '../template/display.ts';
import { type Compilation, enter, type Unit } from './compilation.ts';
import type { Inherited } from './inherit.ts';
import { roleUnits, roleUse } from './role/role.ts';
import { evaluateStatically } from './static-value.ts';
import { argsOf } from './task-args.ts';
import { findTaskFile, readTaskFile } from './task-file.ts';

/** Where an import stands. */
export interface ImportPlace {
  readonly file: string;
  readonly handler: boolean;
}

/** The tasks that `import_tasks` stands for; the import's keywords and vars apply to each of them. */
export function importTasks(
  syntax: TaskSyntax,
  inherited: Inherited,
  compilation: Compilation,
  place: ImportPlace,
): Unit[] {
  if (refuseLoop(syntax, 'import_tasks', compilation)) return [];
  const node = fileArgument(syntax, compilation);
  const name = node === undefined ? undefined : evaluateStatically(node, compilation);
  if (node === undefined || name === undefined) return [];
  const file = findTaskFile(display(name), { file: place.file, role: inherited.role, folder: compilation.folder });
  const inner = enter(compilation, file, node.span);
  const statements = inner && readTaskFile(file, node.span, place.handler, inner);
  if (inner === undefined || statements === undefined) return [];
  return [{ statements, file, inherited: below(inherited, syntax), compilation: inner }];
}

/** The tasks that `import_role` stands for: those of the role's dependencies, then its own. */
export function importRole(
  syntax: TaskSyntax,
  inherited: Inherited,
  compilation: Compilation,
  place: ImportPlace,
): Unit[] {
  if (refuseLoop(syntax, 'import_role', compilation)) return [];
  const action = { ...syntax.action, vars: syntax.keywords.get('vars') };
  const evaluate = (node: Node) => evaluateStatically(node, compilation);
  const use = roleUse(argsOf(syntax, compilation).args, action, evaluate, compilation.diagnostics);
  return use === undefined ? [] : roleUnits(use, below(inherited, syntax), compilation, place.file);
}

const below = (inherited: Inherited, syntax: TaskSyntax): Inherited => ({
  ...inherited,
  includedFrom: [syntax.action.nameSpan, ...inherited.includedFrom],
});

/** The argument that names a file: free-form text, or `file:`. */
export function fileArgument(syntax: TaskSyntax, compilation: Compilation): Node | undefined {
  const args = syntax.action.args ?? syntax.keywords.get('args');
  const node = args?.kind === 'map' ? entry(args, 'file') : args;
  if (node?.kind === 'scalar' && typeof node.value === 'string') {
    const inline = /^\s*file=(['"]?)(.*)\1\s*$/.exec(node.value);
    return inline?.[2] === undefined ? node : { ...node, value: inline[2] };
  }
  compilation.diagnostics.error('no-file', `\`${syntax.action.name}\` names no file`, {
    span: syntax.action.nameSpan,
    help: `write \`${syntax.action.name}: FILE\``,
  });
  return undefined;
}

function refuseLoop(syntax: TaskSyntax, name: string, compilation: Compilation): boolean {
  if (syntax.loop === undefined) return false;
  compilation.diagnostics.error('loop-on-import', `\`${name}\` cannot be looped over`, {
    span: syntax.loop.keySpan,
    help: `use \`${name.replace('import', 'include')}\`, which is decided when the play runs`,
  });
  return true;
}
