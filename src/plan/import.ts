import type { TaskSyntax } from '../playbook/syntax.ts';
import type { Node } from '../source/node.ts';
import { display } from '../template/display.ts';
import { type Compilation, enter, type Unit } from './compilation.ts';
import { roleArgs, tasksArgs } from './include-args.ts';
import type { Inherited } from './inherit.ts';
import { roleUnits, roleUse } from './role/role.ts';
import { evaluateStatically } from './static-value.ts';
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
  const node = tasksArgs(syntax, compilation)?.file;
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
  const args = roleArgs(syntax, compilation);
  const use = args && roleUse(args, action, evaluate);
  return use === undefined ? [] : roleUnits(use, below(inherited, syntax), compilation, place.file);
}

const below = (inherited: Inherited, syntax: TaskSyntax): Inherited => ({
  ...inherited,
  includedFrom: [syntax.action.nameSpan, ...inherited.includedFrom],
});

function refuseLoop(syntax: TaskSyntax, name: string, compilation: Compilation): boolean {
  if (syntax.loop === undefined) return false;
  compilation.diagnostics.error('loop-on-import', `\`${name}\` cannot be looped over`, {
    span: syntax.loop.keySpan,
    help: `use \`${name.replace('import', 'include')}\`, which is decided when the play runs`,
  });
  return true;
}
