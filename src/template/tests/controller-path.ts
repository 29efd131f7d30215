import { lstatSync, type Stats, statSync } from 'node:fs';
import { failure } from '../refuse.ts';
import { aTypeName } from '../type-name.ts';
import { Undefined, type Value } from '../value.ts';

/** The path that a test of the controller's files is given. */
export function pathOf(value: Value, test: string): string {
  if (typeof value === 'string') return value;
  const found = value instanceof Undefined ? `\`${value.name}\` is undefined` : `${aTypeName(value)} was given`;
  throw failure(`the test \`${test}\` wants a path, and ${found}`);
}

/** What is at a path of the controller, links followed or not; `undefined` when nothing is, or it cannot be looked at. */
export function statOf(path: string, { follow }: { readonly follow: boolean }): Stats | undefined {
  try {
    return follow ? statSync(path) : lstatSync(path);
  } catch {
    return undefined;
  }
}
