import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { applyMode, modeText, parseMode } from './mode.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mode-'));
  writeFileSync(join(folder, 'file'), '');
  mkdirSync(join(folder, 'folder'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const apply = (text: string, mode: number, rest: { directory?: boolean; umask?: number } = {}): string => {
  const change = parseMode(text);
  if (change === undefined) throw new Error(`no mode: ${text}`);
  return modeText(applyMode(change, { mode, directory: false, umask: 0o022, ...rest }));
};

test.each([
  ['644', 0o777, '0644'],
  ['0o644', 0o777, '0644'],
  ['00644', 0o777, '0644'],
  ['7777', 0o600, '07777'],
  ['', 0o600, '0600'],
  ['+x', 0o600, '0711'],
  ['a+x', 0o600, '0711'],
  ['u=g', 0o600, '0000'],
  ['go=u', 0o600, '0666'],
  ['u+s,g+s,+t', 0o600, '07600'],
  ['a+X', 0o600, '0600'],
  ['=r', 0o600, '0444'],
  ['u+rwx,g-rwx,o=rx', 0o600, '0705'],
  ['u+x-w', 0o600, '0500'],
])('%s on a file', (text, mode, expected) => {
  expect(apply(text, mode)).toBe(expected);
});

test('a folder, and the umask', () => {
  expect(apply('a+X', 0o600, { directory: true })).toBe('0711');
  expect(apply('+rwx', 0, { umask: 0o027 })).toBe('0750');
  expect(apply('a+rwx', 0, { umask: 0o027 })).toBe('0777');
});

test.each(['abc', '99', 'u', 'ug', '8', 'u=rw;', 'u+rug', '0644 ', '-0644', 'preserve'])('%j is no mode', (text) => {
  expect(parseMode(text)).toBeUndefined();
});

test('the same as chmod(1), on files and folders', () => {
  const permissions = fc.oneof(
    fc.string({ unit: fc.constantFrom('r', 'w', 'x', 'X', 's', 't'), maxLength: 3 }),
    fc.constantFrom('u', 'g', 'o'),
  );
  const operation = fc.tuple(fc.constantFrom('+', '-', '='), permissions).map((parts) => parts.join(''));
  const who = fc.string({ unit: fc.constantFrom('u', 'g', 'o', 'a'), maxLength: 2 });
  const clause = fc
    .tuple(who, fc.array(operation, { minLength: 1, maxLength: 2 }))
    .map(([classes, operations]) => classes + operations.join(''));
  const text = fc.array(clause, { minLength: 1, maxLength: 3 }).map((clauses) => clauses.join(','));
  const kind = fc.constantFrom('file', 'folder');
  fc.assert(
    fc.property(text, fc.integer({ min: 0, max: 0o7777 }), kind, (symbolic, mode, name) => {
      const path = join(folder, name);
      chmodSync(path, mode);
      execFileSync('chmod', ['--', symbolic, path]);
      const umask = process.umask();
      const change = parseMode(symbolic);
      if (change === undefined) throw new Error(`no mode: ${symbolic}`);
      expect(modeText(applyMode(change, { mode, directory: name === 'folder', umask }))).toBe(
        modeText(statSync(path).mode & 0o7777),
      );
    }),
    { numRuns: 150 },
  );
});
