import { didYouMean } from '../source/suggest.ts';
import { failure } from './refuse.ts';
import type { TemplateError } from './template-error.ts';
import type { Value } from './value.ts';

/** Marks a parameter that has no default. */
export const required: unique symbol = Symbol('required');

/** The parameters of a filter, test or method in order, each with its default. */
export type Parameters = Readonly<Record<string, Value | typeof required>>;

/** The arguments that were given, or defaults, by the parameter's name. */
export type Bound<P extends Parameters> = { readonly [K in keyof P]: Value };

/** The keyword arguments of a call without any. */
export const noKeywords: ReadonlyMap<string, Value> = new Map();

/**
 * Gives each parameter its argument as Python does: by position, then by name, then the default. `what` is named when there are too
 * many, when one is missing, or when there is no such name.
 */
export function bind<P extends Parameters>(
  what: string,
  parameters: P,
  given: { readonly args: readonly Value[]; readonly kwargs: ReadonlyMap<string, Value> },
): Bound<P> {
  const { args, kwargs } = given;
  const names = Object.keys(parameters);
  if (args.length > names.length) throw tooMany(what, names.length, args.length);
  for (const name of kwargs.keys()) checkKeyword(what, name, names, args.length);
  const bound: Record<string, Value> = {};
  for (let index = 0; index < names.length; index++) {
    const name = names[index]!;
    const value = index < args.length ? args[index] : kwargs.get(name);
    const argument = value === undefined ? parameters[name] : value;
    if (argument === required || argument === undefined) throw failure(`${what} needs \`${name}\``);
    bound[name] = argument;
  }
  return bound as Bound<P>;
}

function checkKeyword(what: string, name: string, names: readonly string[], positional: number): void {
  const index = names.indexOf(name);
  if (index === -1) {
    const { help } = didYouMean(name, names);
    throw failure(`${what} has no argument \`${name}\``, help);
  }
  if (index < positional) throw failure(`${what} was given \`${name}\` twice`);
}

function tooMany(what: string, most: number, found: number): TemplateError {
  const takes = most === 0 ? 'no arguments' : most === 1 ? 'at most 1 argument' : `at most ${most} arguments`;
  return failure(`${what} takes ${takes}, and ${found} were given`);
}
