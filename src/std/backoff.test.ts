import fc from 'fast-check';
import { expect, test } from 'vitest';
import { backoff } from './backoff.ts';

const growth = { first: 100, longest: 2000 };

test('doubles with each attempt, up to the longest', () => {
  expect([0, 1, 2, 3, 4, 5, 50].map((attempt) => backoff(attempt, growth, 1))).toEqual([
    100, 200, 400, 800, 1600, 2000, 2000,
  ]);
});

test('is never under half of it, and never over', () => {
  fc.assert(
    fc.property(fc.nat(2000), fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (attempt, chance) => {
      const whole = backoff(attempt, growth, 1);
      const pause = backoff(attempt, growth, chance);
      expect(pause).toBeGreaterThanOrEqual(whole / 2);
      expect(pause).toBeLessThanOrEqual(whole);
    }),
  );
});
