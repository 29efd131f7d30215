import type { Task } from '../plan/plan.ts';
import { asBool } from '../template/as-bool.ts';
import { display } from '../template/display.ts';
import { evaluateNode } from '../template/evaluate-node.ts';
import { settle } from '../template/settle.ts';
import { TemplateError } from '../template/template-error.ts';
import { Omit, Undefined, type Value } from '../template/value.ts';
import type { Scope } from '../vars/scope.ts';

/** The value of a keyword as the task on this host sees it; `undefined` when it is not set or omitted. Throws a `TemplateError`. */
export async function keyword(task: Pick<Task, 'keywords'>, name: string, scope: Scope): Promise<Value | undefined> {
  const node = task.keywords.get(name);
  if (node === undefined) return undefined;
  const value = await settle(() => evaluateNode(node, scope));
  if (value instanceof Undefined) throw new TemplateError('undefined', `\`${name}\`: ${value.reason}`);
  return value instanceof Omit || value === null ? undefined : value;
}

export async function boolKeyword(
  task: Pick<Task, 'keywords'>,
  name: string,
  scope: Scope,
): Promise<boolean | undefined> {
  return asBool(await keyword(task, name, scope));
}

export async function textKeyword(
  task: Pick<Task, 'keywords'>,
  name: string,
  scope: Scope,
): Promise<string | undefined> {
  const value = await keyword(task, name, scope);
  return value === undefined || value === '' ? undefined : display(value);
}

/** A keyword that is a number, such as `retries`. Throws a `TemplateError` for anything else. */
export async function numberKeyword(
  task: Pick<Task, 'keywords'>,
  name: string,
  scope: Scope,
): Promise<number | undefined> {
  const value = await keyword(task, name, scope);
  if (value === undefined || value === '') return undefined;
  const number = Number(display(value).replace(/%\s*$/, ''));
  if (Number.isFinite(number)) return number;
  throw new TemplateError('error', `\`${name}\` needs a number, and this is \`${display(value)}\``);
}
