import type { Diagnostics } from '../source/diagnostic.ts';
import type { MapEntry, MapNode, Node } from '../source/node.ts';
import type { Value } from '../template/value.ts';
import {
  type ArgProblem,
  argName,
  checkArg,
  exclusiveProblems,
  missingProblems,
  unknownArgument,
} from './bind-args.ts';
import type { Module } from './module.ts';
import { writtenValue } from './written-value.ts';

/**
 * Says what is wrong with the arguments of a task so far as it can be told before any host is contacted: unknown names, missing ones,
 * and values that hold no template. With `completed` the rest may come from elsewhere (`module_defaults`), so that nothing is missing.
 */
export function checkArgs(node: MapNode, module: Module, diagnostics: Diagnostics, completed = false): void {
  const report = ({ code, message, help }: ArgProblem, place: Node, label?: string): void =>
    diagnostics.error(code, message, {
      span: place.span,
      ...(label === undefined ? {} : { label }),
      ...(help === undefined ? {} : { help }),
    });
  const given = new Map<string, MapEntry>();
  for (const entry of node.entries) {
    const key = String(entry.key.value);
    const name = argName(module, key);
    if (name === undefined && module.open !== true) report(unknownArgument(module, key), entry.key, 'no such argument');
    if (name === undefined) continue;
    if (entry.value.kind !== 'scalar' || entry.value.value !== null) given.set(name, entry);
    const problem = valueProblem(entry, module, name);
    if (problem !== undefined) report(problem, entry.value);
  }
  const isGiven = (name: string): boolean => given.has(name);
  // A template may come to `omit`, which leaves its argument out: `src` and `content` of a loop over files, each where an item has it.
  const stays = (name: string): boolean => given.has(name) && isLiteral((given.get(name) as MapEntry).value);
  for (const problem of exclusiveProblems(module, stays)) {
    report(problem, given.get(problem.argument ?? '')?.key ?? node, 'not both');
  }
  if (completed) return;
  for (const problem of missingProblems(module, isGiven)) report(problem, node.entries[0]?.key ?? node);
}

function valueProblem(entry: MapEntry, module: Module, name: string): ArgProblem | undefined {
  const spec = module.args[name];
  const value = literal(entry.value);
  if (spec === undefined || value === undefined || value === null) return undefined;
  const checked = checkArg(String(entry.key.value), value, spec);
  return 'code' in checked ? checked : undefined;
}

/** The value of a node without templates and secrets in it, `undefined` for any other. */
function literal(node: Node): Value | undefined {
  return isLiteral(node) ? writtenValue(node) : undefined;
}

function isLiteral(node: Node): boolean {
  if (node.kind === 'seq') return node.items.every(isLiteral);
  if (node.kind === 'map') return node.entries.every(({ value }) => isLiteral(value));
  const isTemplate = typeof node.value === 'string' && /\{[{%#]/.test(node.value) && node.tag !== 'unsafe';
  return !isTemplate && node.tag !== 'vault';
}
