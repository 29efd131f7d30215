import { display } from '../display.ts';
import { required } from '../parameters.ts';
import { PythonRegex } from '../python/regex.ts';
import { compareVersions, type VersionType, versionTypes } from '../python/version.ts';
import { failure } from '../refuse.ts';
import { truthy } from '../truthy.ts';
import type { Value } from '../value.ts';
import { property, type Test, test } from './test.ts';

/** `x is version(other, operator, strict, version_type)`: how two versions compare. */
const versionTest = test(
  { version: required, operator: 'eq', strict: null, version_type: null },
  (value, { version, operator, strict, version_type }) => {
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
  },
);

/** Tests of texts. */
export const textTests = {
  /** `x is lower`: whether it has letters, and no capital. */
  lower: property((value) => /\p{Ll}/u.test(display(value)) && !/[\p{Lu}\p{Lt}]/u.test(display(value))),

  /** `x is upper`: whether it has letters, and only capitals. */
  upper: property((value) => /\p{Lu}/u.test(display(value)) && !/[\p{Ll}\p{Lt}]/u.test(display(value))),

  /** `x is match(pattern, ignorecase, multiline)`: whether the pattern matches at its start. */
  match: test({ pattern: '', ignorecase: false, multiline: false }, (value, args) =>
    matches(value, { ...args, match_type: 'match' }),
  ),

  /** `x is search(pattern, ignorecase, multiline)`: whether the pattern is found anywhere in it. */
  search: test({ pattern: '', ignorecase: false, multiline: false }, (value, args) =>
    matches(value, { ...args, match_type: 'search' }),
  ),

  /** `x is regex(pattern, ignorecase, multiline, match_type)`: whether the pattern is found in it. */
  regex: test({ pattern: '', ignorecase: false, multiline: false, match_type: 'search' }, (value, args) =>
    matches(value, args),
  ),

  version: versionTest,
  version_compare: versionTest,
} satisfies Readonly<Record<string, Test>>;

/** Whether a pattern is found in a value's text, at its start or over all of it, as `match_type` says. */
function matches(
  value: Value,
  {
    pattern,
    ignorecase,
    multiline,
    match_type,
  }: { pattern: Value; ignorecase: Value; multiline: Value; match_type: Value },
): boolean {
  const text = display(value);
  const regex = PythonRegex.compile(display(pattern), { ignoreCase: truthy(ignorecase), multiline: truthy(multiline) });
  switch (match_type) {
    case 'search':
      return regex.search(text) !== undefined;
    case 'match':
      return regex.match(text) !== undefined;
    case 'fullmatch':
      return regex.fullMatch(text) !== undefined;
    default:
      throw failure('`match_type` is `search`, `match` or `fullmatch`');
  }
}

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

function typeOf(strict: Value, type: Value): VersionType {
  if (type === null) return strict !== null && truthy(strict) ? 'strict' : 'loose';
  const found = versionTypes.find((known) => known === display(type));
  if (strict !== null) throw failure('`strict` and `version_type` cannot be given together');
  if (found === undefined)
    throw failure(`\`${display(type)}\` is not a type of version`, `use one of \`${versionTypes.join('`, `')}\``);
  return found;
}
