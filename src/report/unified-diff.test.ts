import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { unifiedDiff } from './unified-diff.ts';

test.each([
  ['the same', 'a\n', 'a\n', []],
  ['both empty', '', '', []],
  ['a new file', '', 'a\nb\n', ['@@ -0,0 +1,2 @@', '+a', '+b']],
  ['a file emptied', 'a\n', '', ['@@ -1 +0,0 @@', '-a']],
  ['a line', 'a\nb\nc\n', 'a\nB\nc\n', ['@@ -1,3 +1,3 @@', ' a', '-b', '+B', ' c']],
  ['the last newline', 'a', 'a\n', ['@@ -1 +1 @@', '-a', '\\ No newline at end of file', '+a']],
])('%s', (_name, before, after, lines) => {
  expect(unifiedDiff(before, after)).toEqual(lines);
});

test('changes far apart are hunks of their own, with three lines around each', () => {
  const before = Array.from({ length: 30 }, (_, n) => `line ${n}\n`);
  const after = before.with(3, 'new\n').toSpliced(20, 1);
  expect(unifiedDiff(before.join(''), after.join(''))).toEqual([
    '@@ -1,7 +1,7 @@',
    ' line 0',
    ' line 1',
    ' line 2',
    '-line 3',
    '+new',
    ' line 4',
    ' line 5',
    ' line 6',
    '@@ -18,7 +18,6 @@',
    ' line 17',
    ' line 18',
    ' line 19',
    '-line 20',
    ' line 21',
    ' line 22',
    ' line 23',
  ]);
});

test('files with nothing in common, however long, are one change', () => {
  const lines = (letter: string) => Array.from({ length: 5000 }, (_, n) => `${letter}${n}\n`).join('');
  const diff = unifiedDiff(lines('a'), lines('b'));
  expect([diff[0], diff.length]).toEqual(['@@ -1,5000 +1,5000 @@', 10_001]);
});

const line = fc.constantFrom('a', 'b', 'c', '');
const text = fc.array(line, { maxLength: 14 }).map((lines) => lines.join('\n'));

test('a diff changes as few lines as can be', () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 14 }), fc.array(line, { maxLength: 14 }), (before, after) => {
      const all = (lines: readonly string[]) => lines.map((each) => `${each}\n`).join('');
      const changed = unifiedDiff(all(before), all(after)).filter((each) => /^[-+]/.test(each));
      expect(changed.length).toBe(before.length + after.length - 2 * longestCommon(before, after));
    }),
  );
});

test('git makes the new file of the old one by it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'runbook-diff-'));
  try {
    fc.assert(
      fc.property(text, text, (before, after) => {
        fc.pre(before !== after);
        const diff = `--- a/file\n+++ b/file\n${unifiedDiff(before, after).join('\n')}\n`;
        writeFileSync(join(folder, 'file'), before);
        execFileSync('git', ['apply', '--whitespace=nowarn'], { cwd: folder, input: diff });
        expect(readFileSync(join(folder, 'file'), 'utf8')).toBe(after);
      }),
      { numRuns: 30 },
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});

function longestCommon(a: readonly string[], b: readonly string[]): number {
  const table = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const best = Math.max(table[i - 1]![j]!, table[i]![j - 1]!);
      table[i]![j] = a[i - 1] === b[j - 1] ? table[i - 1]![j - 1]! + 1 : best;
    }
  }
  return table[a.length]![b.length]!;
}
