import { didYouMean } from '../source/suggest.ts';
import { display } from '../template/display.ts';
import { type Dict, isList, Omit, type Value } from '../template/value.ts';
import { convertArg } from './convert-arg.ts';
import type { ArgSpec, Args, Module } from './module.ts';

/** Something wrong with a task's arguments. `argument` is the name it was written under, absent when something is missing. */
export interface ArgProblem {
  readonly code: 'unknown-argument' | 'bad-argument' | 'missing-argument' | 'exclusive-arguments';
  readonly message: string;
  readonly argument?: string;
  readonly help?: string;
}

/** Arguments as a module takes them, or all that is wrong with them. */
export type Bound = { readonly args: Args } | { readonly problems: readonly ArgProblem[] };

/** Brings evaluated arguments to their types and names, leaves out `omit` and `null`, and fills in defaults. */
export function bindArgs(module: Module, given: Dict): Bound {
  const args: Record<string, Value> = {};
  const problems: ArgProblem[] = [];
  for (const [key, value] of given) {
    if (value instanceof Omit) continue;
    const problem = bindOne(module, String(key), value, args);
    if (problem !== undefined) problems.push(problem);
  }
  problems.push(...exclusiveProblems(module, (name) => args[name] !== undefined));
  if (problems.length === 0) problems.push(...missingProblems(module, (name) => args[name] !== undefined));
  if (problems.length > 0) return { problems };
  for (const [name, { default: fallback }] of Object.entries(module.args)) {
    if (fallback !== undefined) args[name] ??= fallback;
  }
  return { args };
}

function bindOne(module: Module, key: string, value: Value, args: Record<string, Value>): ArgProblem | undefined {
  const name = argName(module, key);
  if (name === undefined) {
    if (module.open !== true) return unknownArgument(module, key);
    args[key] = value;
    return undefined;
  }
  const spec = module.args[name];
  if (spec === undefined || isNothing(value, spec)) return undefined;
  const converted = checkArg(key, value, spec);
  if ('code' in converted) return converted;
  args[name] = converted.value;
  return undefined;
}

/** Whether a value says nothing of its argument: `None`, and for a mode the empty text that a template makes of it. */
function isNothing(value: Value, { type }: ArgSpec): boolean {
  return (value === null && type !== 'raw') || (value === '' && type === 'mode');
}

/** The name of the argument that `key` is the name or an alias of. */
export function argName(module: Module, key: string): string | undefined {
  if (Object.hasOwn(module.args, key)) return key;
  return Object.keys(module.args).find((name) => module.args[name]?.aliases?.includes(key));
}

/** One argument in its type, or what is wrong with it. */
export function checkArg(key: string, value: Value, spec: ArgSpec): { readonly value: Value } | ArgProblem {
  const converted = convertArg(value, spec.type);
  if ('wanted' in converted) return mismatch(key, value, converted.wanted);
  if (spec.choices !== undefined) return checkChoice(key, converted.value, spec.choices);
  if (spec.elements === undefined || !isList(converted.value)) return converted;
  const items: Value[] = [];
  for (const item of converted.value) {
    if (item instanceof Omit) continue;
    const element = convertArg(item, spec.elements);
    if ('wanted' in element) return mismatch(`${key}[${items.length}]`, item, element.wanted, key);
    items.push(element.value);
  }
  return { value: items };
}

function checkChoice(key: string, value: Value, choices: readonly string[]): { readonly value: Value } | ArgProblem {
  const unknown = (isList(value) ? value : [value]).map(display).find((choice) => !choices.includes(choice));
  if (unknown === undefined) return { value };
  const all = choices.map((choice) => `\`${choice}\``).join(', ');
  return {
    code: 'bad-argument',
    argument: key,
    message: `\`${key}\` must be one of ${all}, not \`${unknown}\``,
    ...didYouMean(unknown, choices),
  };
}

function mismatch(key: string, value: Value, wanted: string, argument = key): ArgProblem {
  const shown = display(value);
  const short = shown.length > 60 ? `${shown.slice(0, 59)}…` : shown;
  return { code: 'bad-argument', argument, message: `\`${key}\` must be ${wanted}, not \`${short}\`` };
}

/** The complaint about an argument that a module does not have. */
export function unknownArgument(module: Module, key: string): ArgProblem {
  const names = Object.entries(module.args).flatMap(([name, { aliases = [] }]) => [name, ...aliases]);
  const own = Object.keys(module.args);
  const fallback =
    own.length === 0 ? `\`${module.name}\` takes no arguments` : `\`${module.name}\` takes ${own.join(', ')}`;
  return {
    code: 'unknown-argument',
    argument: key,
    message: `\`${module.name}\` has no argument \`${key}\``,
    ...didYouMean(key, names, fallback),
  };
}

/** The complaints about arguments that rule each other out. */
export function exclusiveProblems(module: Module, isGiven: (name: string) => boolean): ArgProblem[] {
  return (module.exclusive ?? []).flatMap((group) => {
    const [first, second] = group.filter(isGiven);
    if (first === undefined || second === undefined) return [];
    const message = `\`${first}\` and \`${second}\` rule each other out`;
    return [
      { code: 'exclusive-arguments', argument: second, message, help: `leave out \`${first}\` or \`${second}\`` },
    ];
  });
}

/** The complaints about arguments that must be given and are not. */
export function missingProblems(module: Module, isGiven: (name: string) => boolean): ArgProblem[] {
  const missing = (name: string): ArgProblem => {
    const about = module.args[name]?.about;
    return {
      code: 'missing-argument',
      message: `\`${module.name}\` needs \`${name}\``,
      ...(about === undefined ? {} : { help: `add \`${name}:\` — ${about}` }),
    };
  };
  const required = Object.keys(module.args).filter((name) => module.args[name]?.required === true && !isGiven(name));
  const groups = (module.requireOneOf ?? []).filter((group) => !group.some(isGiven));
  return [
    ...required.map(missing),
    ...groups.map((group): ArgProblem => {
      const all = group.map((name) => `\`${name}\``).join(' or ');
      return { code: 'missing-argument', message: `\`${module.name}\` needs ${all}`, help: `add \`${group[0]}:\`` };
    }),
  ];
}
