import { bindValues } from '../../template/bind.ts';
import { TemplateError } from '../../template/template-error.ts';
import type { Dict } from '../../template/value.ts';
import type { Scope } from '../../vars/scope.ts';
import { conditionsOf, firstFalse } from '../conditions.ts';
import type { TaskContext } from './task-context.ts';
import type { TaskResult } from './task-result.ts';

/** Applies `changed_when` and `failed_when` to what a module gave, and fills in `changed` and `failed`. */
export async function judge(result: TaskResult, ctx: TaskContext, scope: Scope): Promise<TaskResult> {
  if (result.status === 'skipped' || result.status === 'unreachable') return result;
  const values = new Map(result.values);
  values.set('changed', result.values.get('changed') === true);
  values.set('failed', result.status === 'failed');
  const seen = withResult(ctx, scope, values);
  const changed = await verdictOf('changed_when', ctx, seen);
  if (changed instanceof TemplateError) return broken('changed_when', changed, values, result);
  if (changed !== undefined) values.set('changed', changed);
  const failed = await verdictOf('failed_when', ctx, seen);
  if (failed instanceof TemplateError) return broken('failed_when', failed, values, result);
  if (failed !== undefined) {
    values.set('failed', failed);
    values.set('failed_when_result', failed);
  }
  return concluded(result, values, failed);
}

function concluded(result: TaskResult, values: Dict, failedWhen: boolean | undefined): TaskResult {
  const status = values.get('failed') === true ? 'failed' : values.get('changed') === true ? 'changed' : 'ok';
  if (failedWhen === true && result.status !== 'failed') {
    return { ...result, status, values, details: { ...result.details, message: '`failed_when` holds' } };
  }
  return { ...result, status, values };
}

/** Whether all conditions of a keyword hold; `undefined` when it is not set, the error when it cannot be told. */
async function verdictOf(name: string, ctx: TaskContext, scope: Scope): Promise<boolean | undefined | TemplateError> {
  const conditions = conditionsOf(ctx.task.keywords.get(name)).filter(
    (node) => node.kind !== 'scalar' || node.value !== null,
  );
  if (conditions.length === 0) return undefined;
  try {
    return (await firstFalse(conditions, scope)) === undefined;
  } catch (error) {
    if (error instanceof TemplateError) return error;
    throw error;
  }
}

function broken(name: string, error: TemplateError, values: Dict, result: TaskResult): TaskResult {
  values.set('failed', true);
  values.set(`${name}_result`, error.message);
  if (!values.has('msg')) values.set('msg', error.message);
  const message = `\`${name}\` cannot be evaluated: ${error.message}`;
  const help = error.help === undefined ? {} : { help: error.help };
  return { ...result, status: 'failed', values, details: { ...result.details, message, ...help } };
}

/** The scope in which a task's own conditions see what it gave under its `register` name. */
export function withResult(ctx: TaskContext, scope: Scope, values: Dict): Scope {
  const name = ctx.task.keywords.get('register');
  const facts = values.get('ansible_facts');
  const seen = new Map(facts instanceof Map ? bindValues(facts) : []);
  if (name?.kind === 'scalar') seen.set(String(name.value), { value: values });
  return scope.over({ name: 'set_facts and registered', vars: seen });
}
