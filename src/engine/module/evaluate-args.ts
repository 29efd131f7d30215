import type { Module } from '../../modules/module.ts';
import type { TaskAction } from '../../plan/plan.ts';
import type { MapNode, ScalarNode } from '../../source/node.ts';
import { evaluateNode } from '../../template/evaluate-node.ts';
import { asDict } from '../../template/python/coerce.ts';
import { TemplateError } from '../../template/template-error.ts';
import { aTypeName } from '../../template/type-name.ts';
import { type Dict, isDict, type Value } from '../../template/value.ts';
import type { Scope } from '../../vars/scope.ts';

/** Ansible's name for free-form text. */
const rawParams = '_raw_params';

/**
 * The arguments that a task gives its module, with their templates evaluated; a mapping that comes whole from a variable is weaker than
 * what is named. Throws a `TemplateError`, also for such a variable that is no mapping.
 */
export function evaluateArgs(
  { args, moreArgs }: Extract<TaskAction, { kind: 'module' }>,
  module: Module | undefined,
  scope: Scope,
): Dict {
  const more = moreArgs === undefined ? [] : wholeArgs(moreArgs, module, scope);
  return new Map([...more, ...namedArgs(args, module, scope)]);
}

/** Names are evaluated too where they are the user's own, as those of `set_fact`. */
function namedArgs(args: MapNode, module: Module | undefined, scope: Scope): Iterable<[Value, Value]> {
  if (module?.open === true)
    return args.entries.map(({ key, value }) => [evaluateNode(key, scope), evaluateNode(value, scope)]);
  const dict = evaluateNode(args, scope);
  return isDict(dict) ? dict : [];
}

function wholeArgs(node: ScalarNode, module: Module | undefined, scope: Scope): Dict {
  const value = evaluateNode(node, scope);
  const dict = asDict(value);
  if (dict === undefined) {
    throw new TemplateError(
      'error',
      `the arguments of a task must be a mapping, and \`${String(node.value)}\` gives ${aTypeName(value)}`,
      {
        help: 'give it a mapping of arguments, or write each as `NAME: "{{ … }}"`',
      },
    );
  }
  return new Map(
    [...dict].map(([name, argument]) => [name === rawParams ? (module?.freeForm ?? name) : name, argument]),
  );
}
