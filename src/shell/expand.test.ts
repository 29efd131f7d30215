import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shells } from '../../test/rig/shells.ts';
import { expandOnHost } from './expand.ts';

const env = { PATH: process.env.PATH, HOME: '/home/me', WHO: "it's *", EMPTY: '' };

describe.each(shells)('expandOnHost in $name', ({ argv: [file = '', ...before] }) => {
  const expanded = (word: string): string =>
    execFileSync(file, [...before, '-c', `printf %s ${expandOnHost(word)}`], { env }).toString();

  test.each([
    ['', ''],
    ['plain', 'plain'],
    ['~', '/home/me'],
    ['~/a b', '/home/me/a b'],
    ['~root/x', '/root/x'],
    ['~nosuchuser/x', '~nosuchuser/x'],
    ['a~', 'a~'],
    ['$HOME/x', '/home/me/x'],
    [`\${HOME}x`, '/home/mex'],
    ['$WHO!', "it's *!"],
    ['[$EMPTY]', '[]'],
    ['$NOSUCH', '$NOSUCH'],
    [`a\${NOSUCH}b`, `a\${NOSUCH}b`],
    ['$', '$'],
    ['$(id) `id` $1', '$(id) `id` $1'],
    ["'", "'"],
  ])('%j', (word, result) => {
    expect(expanded(word)).toBe(result);
  });

  test('text without references stays as it is', () => {
    const text = fc.string().map((value) => value.replace(/[\0~$]/g, ''));
    fc.assert(
      fc.property(text, (word) => {
        expect(expanded(word)).toBe(word);
      }),
      { numRuns: 30 },
    );
  });
});
