import type { Module } from '../../modules/module.ts';
import type { TaskAction } from '../../plan/plan.ts';
import type { MapNode, Node, ScalarNode } from '../../source/node.ts';
import { evaluateData, evaluateNode } from '../../template/evaluate-node.ts';
import { asDict } from '../../template/python/coerce.ts';
import { TemplateError } from '../../template/template-error.ts';
import { aTypeName } from '../../template/type-name.ts';
import { watched } from '../../template/unsafe.ts';
import { Tuple, type Value } from '../../template/value.ts';
import { withoutTuples } from '../../template/without-tuples.ts';
import type { Scope } from '../../vars/scope.ts';
import { listArg, type TaskArg, type TaskArgs, wholeArg } from './task-args.ts';

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
): TaskArgs {
  const more = moreArgs === undefined ? [] : wholeArgs(moreArgs, module, scope);
  return new Map([...more, ...namedArgs(args, module, scope)]);
}

/** Names are evaluated too where they are the user's own, as those of `set_fact`. */
function namedArgs(args: MapNode, module: Module | undefined, scope: Scope): TaskArgs {
  const entries = args.entries.map(({ key, value }): [Value, TaskArg] => [
    module?.open === true ? evaluateNode(key, scope) : key.value,
    evaluateArg(value, module, scope),
  ]);
  return new Map(entries);
}

function evaluateArg(node: Node, module: Module | undefined, scope: Scope): TaskArg {
  const evaluate = module?.open === true ? evaluateData : evaluateNode;
  if (node.kind === 'seq') return listArg(node.items.map((item) => () => withoutTuples(evaluate(item, scope))));
  return wholeArg(watched(() => argumentOf(evaluate(node, scope), module)));
}

/** Tuples are lists in what a module is given; one that is all of an argument is a text of its own where the module takes texts. */
function argumentOf(value: Value, module: Module | undefined): Value {
  return value instanceof Tuple && module?.open !== true ? value : withoutTuples(value);
}

function wholeArgs(node: ScalarNode, module: Module | undefined, scope: Scope): TaskArgs {
  const { value, unsafe } = watched(() => evaluateNode(node, scope));
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
    [...dict].map(([name, argument]) => [
      name === rawParams ? (module?.freeForm ?? name) : name,
      wholeArg({ value: argument, unsafe }),
    ]),
  );
}
