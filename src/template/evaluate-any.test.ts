import fc from 'fast-check';
import { describe, it } from 'vitest';
import { contextOf } from '../../test/rig/template-context.ts';
import { evaluateExpression } from './evaluate.ts';
import { filters } from './filters/registry.ts';
import { outputText } from './output-text.ts';
import { settle } from './settle.ts';
import { TemplateError } from './template-error.ts';
import { tests } from './tests/registry.ts';
import { toJson } from './to-json.ts';

const vars = {
  n: 7,
  s: 'hello world',
  l: [3, 1, 2],
  d: { a: { x: [10, 20] }, b: null },
  users: [{ name: 'ann', uid: 1, groups: ['a'] }, { name: 'bob' }],
  ip: '10.0.0.1/24',
};
const atoms = fc.constantFrom(
  ...[
    'n',
    's',
    'l',
    'd',
    'users',
    'ip',
    'missing',
    'missing.x',
    '(1 if 0)',
    '1',
    '0',
    '-1',
    '2.5',
    '1e300',
    '12345678901234567890',
  ],
  ...[
    "''",
    "'a'",
    "'%s %d'",
    "'{} {x}'",
    "'é😀'",
    '[]',
    '{}',
    '()',
    '(1, 2)',
    '[1, [2]]',
    "{'a': 1}",
    'true',
    'none',
    'omit',
  ],
  ...[
    'range(3)',
    'd.items()',
    'namespace(a=1)',
    'now()',
    "'a'.encode()",
    's.upper',
    'lookup',
    "('2024-01-01 00:00:00' | to_datetime)",
  ],
);
/** Each of these would take long on purpose, or looks at this machine. */
const notHere = ['password_hash', 'vault', 'unvault', 'fileglob', 'realpath', 'resolvable', 'permutations'];
const filterNames = fc.constantFrom(...Object.keys(filters).filter((name) => !notHere.includes(name)));
const testNames = fc.constantFrom(
  ...Object.keys(tests).filter((name) => /^\w+$/.test(name) && !notHere.includes(name)),
);
const methods = fc.constantFrom(
  ...[
    'upper',
    'split',
    'join',
    'format',
    'get',
    'items',
    'append',
    'pop',
    'update',
    'index',
    'count',
    'replace',
    'strip',
    'find',
  ],
  ...[
    'center',
    'zfill',
    'encode',
    'decode',
    'strftime',
    'sort',
    'insert',
    'partition',
    'translate',
    'splitlines',
    'setdefault',
    'x',
  ],
);
const operators = fc.constantFrom(
  ...['+', '-', '*', '/', '//', '%', '**', '~', '==', '!=', '<', '<=', '>', '>=', 'in', 'not in', 'and', 'or'],
);

const { expression } = fc.letrec<{ expression: string; args: string }>((tie) => ({
  args: fc.array(tie('expression'), { maxLength: 3 }).map((list) => list.join(', ')),
  expression: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    atoms,
    fc.tuple(tie('expression'), filterNames, tie('args')).map(([value, name, args]) => `(${value} | ${name}(${args}))`),
    fc.tuple(tie('expression'), filterNames).map(([value, name]) => `(${value} | ${name})`),
    fc.tuple(tie('expression'), testNames, tie('args')).map(([value, name, args]) => `(${value} is ${name}(${args}))`),
    fc
      .tuple(tie('expression'), operators, tie('expression'))
      .map(([left, operator, right]) => `(${left} ${operator} ${right})`),
    fc.tuple(tie('expression'), methods, tie('args')).map(([value, name, args]) => `(${value}).${name}(${args})`),
    fc.tuple(tie('expression'), tie('expression')).map(([value, index]) => `(${value})[${index}]`),
    fc.tuple(tie('expression'), tie('expression')).map(([value, index]) => `(${value})[${index}:]`),
    fc.tuple(tie('expression'), tie('expression')).map(([key, value]) => `{${key}: ${value}}`),
  ),
}));

describe('any expression', () => {
  it('has a value that can be shown, or fails with an error of the template', async () => {
    await fc.assert(
      fc.asyncProperty(expression, async (text) => {
        try {
          const value = await settle(() => evaluateExpression(text, contextOf(vars)));
          outputText(value);
          toJson(value);
        } catch (error) {
          if (!(error instanceof TemplateError)) throw error;
        }
      }),
      { numRuns: 4_000 },
    );
  });
});
