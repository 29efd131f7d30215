import { display } from '../display.ts';
import { required } from '../parameters.ts';
import { compareVersions, type VersionType, versionTypes } from '../python/version.ts';
import { failure } from '../refuse.ts';
import { truthy } from '../truthy.ts';
import type { Value } from '../value.ts';
import { test } from './test.ts';

const operators: Readonly<Record<string, (order: number) => boolean>> = {
  '==': (order) => order === 0,
  '=': (order) => order === 0,
  eq: (order) => order === 0,
  '<': (order) => order < 0,
  lt: (order) => order < 0,
  '<=': (order) => order <= 0,
  le: (order) => order <= 0,
  '>': (order) => order > 0,
  gt: (order) => order > 0,
  '>=': (order) => order >= 0,
  ge: (order) => order >= 0,
  '!=': (order) => order !== 0,
  '<>': (order) => order !== 0,
  ne: (order) => order !== 0,
};

const parameters = { version: required, operator: 'eq', strict: null, version_type: null };

/** `x is version(other, operator, strict, version_type)`: how two versions compare. */
export const versionTest = test(parameters, (value, { version, operator, strict, version_type }) => {
  const [left, right] = [display(value), display(version)];
  if (value === null || left === '') throw failure('`version` wants a version, and an empty text was given');
  if (version === null || right === '')
    throw failure('`version` wants a version to compare with, and an empty text was given');
  const holds = Object.hasOwn(operators, display(operator)) ? operators[display(operator)] : undefined;
  if (holds === undefined)
    throw failure(
      `\`${display(operator)}\` compares no versions`,
      `use one of \`${Object.keys(operators).join('`, `')}\``,
    );
  return holds(compareVersions(left, right, typeOf(strict, version_type)));
});

function typeOf(strict: Value, type: Value): VersionType {
  if (type === null) return strict !== null && truthy(strict) ? 'strict' : 'loose';
  const found = versionTypes.find((known) => known === display(type));
  if (strict !== null) throw failure('`strict` and `version_type` cannot be given together');
  if (found === undefined)
    throw failure(`\`${display(type)}\` is not a type of version`, `use one of \`${versionTypes.join('`, `')}\``);
  return found;
}
