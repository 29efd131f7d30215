import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageFolder } from './package-folder.ts';

test('the folder with the package.json of this package', () => {
  expect(existsSync(join(packageFolder(), 'src/std/package-folder.ts'))).toBe(true);
});

test('a program that was taken out of its package says so', () => {
  expect(() => packageFolder('/nowhere/at/all')).toThrow('there is no package.json above /nowhere/at/all');
});
