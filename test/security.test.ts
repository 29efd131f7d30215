import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');

/** The promises of `docs/security.md`, each with the last cell of its row: files and titles of the tests that hold it. */
const promises = readFileSync(join(root, 'docs/security.md'), 'utf8')
  .split('\n## ')
  .filter((section) => section.includes('\n| Promise | Test |\n'))
  .flatMap((section) => [...section.matchAll(/^\| (?!Promise|---)(.*) \| (.*) \|$/gm)])
  .map(([, promise = '', held = '']) => [promise, held] as const);

test('there are promises', () => {
  expect(promises.length).toBeGreaterThan(10);
});

describe.each(promises)('%s', (_promise, held) => {
  test('is held by tests that are there', () => {
    const places = [...held.matchAll(/`([^`]+\.test\.ts)`((?: "[^"]+",?)*)/g)];
    expect(places.length).toBeGreaterThan(0);
    for (const [, file = '', titles = ''] of places) {
      expect(existsSync(join(root, file)), file).toBe(true);
      const text = readFileSync(join(root, file), 'utf8');
      for (const [, title = ''] of titles.matchAll(/"([^"]+)"/g)) expect(text).toContain(title);
    }
  });
});
