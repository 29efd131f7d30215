import { display } from '../template/display.ts';
import { type Dict, isDict, isList } from '../template/value.ts';
import type { Args } from './module.ts';

/** A bound text, path, mode or choice; `undefined` when it was not given. */
export function text(args: Args, name: string): string | undefined {
  const value = args[name];
  return typeof value === 'string' ? value : undefined;
}

/** A bound boolean; `undefined` when it was not given. */
export function flag(args: Args, name: string): boolean | undefined {
  const value = args[name];
  return typeof value === 'boolean' ? value : undefined;
}

/** A bound integer or number; `undefined` when it was not given. */
export function number(args: Args, name: string): number | undefined {
  const value = args[name];
  return typeof value === 'number' ? value : undefined;
}

/** A bound list as texts; `undefined` when it was not given. */
export function texts(args: Args, name: string): string[] | undefined {
  const value = args[name];
  return isList(value) ? value.map(display) : undefined;
}

/** A bound mapping; `undefined` when it was not given. */
export function mapping(args: Args, name: string): Dict | undefined {
  const value = args[name];
  return isDict(value) ? value : undefined;
}
