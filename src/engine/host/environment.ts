import type { Node } from '../../source/node.ts';
import { display } from '../../template/display.ts';
import { evaluateNode } from '../../template/evaluate-node.ts';
import { settle } from '../../template/settle.ts';
import { TemplateError } from '../../template/template-error.ts';
import { isDict, isList, Omit, Undefined, type Value } from '../../template/value.ts';
import type { Scope } from '../../vars/scope.ts';
import type { TaskContext } from '../task/task-context.ts';

/** Every `environment` in force on a task, the innermost winning. Throws a `TemplateError`. */
export async function environmentOf(
  { task }: Pick<TaskContext, 'task'>,
  scope: Scope,
): Promise<Record<string, string>> {
  const environment: Record<string, string> = {};
  for (const node of task.environment) Object.assign(environment, await settle(() => assignments(node, scope)));
  return environment;
}

/** What one `environment` sets: a mapping, a template that gives one, or a list of them. */
function assignments(node: Node, scope: Scope): Record<string, string> {
  if (node.kind === 'seq') return Object.assign({}, ...node.items.map((item) => assignments(item, scope)));
  if (node.kind === 'scalar') return ofValue(evaluateNode(node, scope));
  const set = node.entries.flatMap(({ key, value }) => {
    const text = unlessNotGathered(scope, () => evaluateNode(value, scope));
    return text === undefined ? [] : [[key.value, text] as const];
  });
  return ofValue(new Map<Value, Value>(set));
}

/**
 * A play's own `environment` may lengthen the host's: `PATH: "/opt/bin:{{ ansible_env.PATH }}"`. Until the host's facts are gathered there is none,
 * and what needs it is left out, as the reference does.
 */
function unlessNotGathered<T>(scope: Scope, evaluate: () => T): T | undefined {
  try {
    return evaluate();
  } catch (error) {
    const isGathered = scope.binding('ansible_env') !== undefined;
    if (error instanceof TemplateError && !isGathered && wantsEnvironment(error)) return undefined;
    throw error;
  }
}

function wantsEnvironment({ kind, message, text = '' }: TemplateError): boolean {
  if (kind !== 'undefined') return false;
  return message.includes('`ansible_env`') || (message.includes('`env`') && text.includes('ansible_facts'));
}

function ofValue(value: Value): Record<string, string> {
  if (value === null || value instanceof Omit || value === '') return {};
  if (value instanceof Undefined) throw new TemplateError('undefined', `\`environment\`: ${value.reason}`);
  if (isList(value)) return Object.assign({}, ...value.map(ofValue));
  if (!isDict(value)) throw new TemplateError('error', '`environment` needs a mapping of names to values');
  return Object.fromEntries([...value].map(([name, text]) => [display(name), textOf(text)]));
}

/** `None` is an empty text among the variables of an environment, and not the word. */
const textOf = (value: Value): string => (value === null ? '' : display(value));
