import type { BlockSyntax, Keywords, Statement, TaskSyntax } from '../playbook/syntax.ts';
import { checkTask } from './check/check.ts';
import type { Unit } from './compilation.ts';
import { importRole, importTasks } from './import.ts';
import { withVarsOfInclude } from './include-args.ts';
import { type Inherited, inherit } from './inherit.ts';
import type { FailureTarget, Step, Task } from './plan.ts';
import { evaluateTags } from './static-value.ts';
import { selectedByTags, type TagChoice } from './tags.ts';
import { compileTask, isOldInclude, taskKind } from './task.ts';

/** Where steps go, and where a failure among them leads. */
interface Destination {
  readonly steps: Step[];
  readonly handler: boolean;
  readonly onFailure?: FailureTarget;
}

/** Compiles units to the end of a list of steps: blocks become jump targets in that list, imports and roles their tasks. */
export function flatten(units: readonly Unit[], steps: Step[], handler = false): Step[] {
  for (const unit of units) flattenUnit(unit, { steps, handler });
  return steps;
}

function flattenUnit(unit: Unit, into: Destination): void {
  for (const statement of unit.statements) {
    if (statement.kind === 'block') flattenBlock(statement, unit, into);
    else flattenTask(statement, unit, into);
  }
  if (unit.endsRole !== undefined && !into.handler) into.steps.push({ kind: 'role-end', role: unit.endsRole });
}

function flattenTask(written: TaskSyntax, unit: Unit, into: Destination): void {
  const { compilation, file } = unit;
  const syntax = isOldInclude(written.action.name) ? withVarsOfInclude(written, compilation) : written;
  const inherited = level(unit, syntax.keywords, 'task vars');
  const place = { file, handler: into.handler, outer: unit.inherited };
  const kind = taskKind(syntax);
  if (kind === 'import-tasks' || kind === 'import-role') {
    const imported = (kind === 'import-tasks' ? importTasks : importRole)(syntax, inherited, compilation, place);
    for (const inner of imported) flattenUnit(inner, into);
    return;
  }
  const task = compileTask(syntax, inherited, compilation, place);
  if (task === undefined) return;
  checkTask(task, compilation);
  if (!into.handler && !selectedByTags(task.tags, choiceFor(task, compilation.tags))) return;
  into.steps.push({ kind: 'task', task, ...failure(into.onFailure) });
}

/** The old `include` is entered whatever tags are asked for, and what is in it chosen by tags of its own; only `--skip-tags` leaves it out. */
function choiceFor({ written }: Task, choice: TagChoice): TagChoice {
  return isOldInclude(written) ? { only: [], skip: choice.skip } : choice;
}

function flattenBlock(syntax: BlockSyntax, unit: Unit, into: Destination): void {
  const inner = { ...unit, inherited: level(unit, syntax.keywords, 'block vars') };
  const block = unit.compilation.nextId();
  const outwards = into.onFailure;
  const always: FailureTarget = { to: -1, block, rescuing: outwards?.rescuing ?? false };
  const afterRescue = syntax.always.length > 0 ? always : outwards;
  const rescue: FailureTarget = { to: -1, block, rescuing: true };
  const { endsRole: _, ...within } = inner;
  const section = (statements: readonly Statement[], target: FailureTarget | undefined) =>
    flattenUnit({ ...within, statements }, { steps: into.steps, handler: into.handler, ...failure(target) });

  section(syntax.block, syntax.rescue.length > 0 ? rescue : afterRescue);
  if (syntax.rescue.length > 0) {
    const over = { kind: 'jump' as const, to: -1 };
    into.steps.push(over);
    rescue.to = into.steps.length;
    section(syntax.rescue, afterRescue);
    into.steps.push({ kind: 'recover', block });
    over.to = into.steps.length;
  }
  if (syntax.always.length > 0) {
    always.to = into.steps.length;
    section(syntax.always, outwards);
    into.steps.push({ kind: 'resume', block, ...failure(outwards) });
  }
}

function level(unit: Unit, keywords: Keywords, layer: 'task vars' | 'block vars'): Inherited {
  return inherit(unit.inherited, keywords, evaluateTags(keywords.get('tags'), unit.compilation), layer);
}

const failure = (target: FailureTarget | undefined) => (target === undefined ? {} : { onFailure: target });
