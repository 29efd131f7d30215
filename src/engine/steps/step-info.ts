import type { StepInfo } from '../../events/event.ts';
import type { Task } from '../../plan/plan.ts';
import { display } from '../../template/display.ts';
import { evaluateNode } from '../../template/evaluate-node.ts';
import { settle } from '../../template/settle.ts';
import { TemplateError } from '../../template/template-error.ts';
import { Undefined } from '../../template/value.ts';
import { qualifiedName } from '../../vars/role.ts';
import type { Cursor } from '../cursor.ts';
import type { PlayRun } from '../run.ts';
import { scopeOf } from '../scope-of.ts';

/** A task as reports name it; a name with a template shows what the first host makes of it, or stays as written. */
export async function stepInfo(task: Task, first: Cursor, play: PlayRun): Promise<StepInfo> {
  return {
    id: task.id,
    name: await nameOf(task, first, play),
    module: task.written,
    at: play.run.sources.locate(task.span),
    handler: task.handler,
  };
}

async function nameOf(task: Task, first: Cursor, play: PlayRun): Promise<string> {
  const role = task.role === undefined ? '' : `${qualifiedName(task.role)} : `;
  const { name } = task;
  if (name === undefined || name.value === null) return `${role}${task.written}`;
  try {
    const value = await settle(() => evaluateNode(name, scopeOf(task, first, play)));
    return `${role}${value instanceof Undefined ? name.value : display(value)}`;
  } catch (error) {
    if (error instanceof TemplateError) return `${role}${name.value}`;
    throw error;
  }
}
