import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Quantiles } from './quantiles.ts';

describe('quantiles', () => {
  test('are 0 before the first value', () => {
    const none = new Quantiles();
    expect([none.count, none.max, none.at(0.5), none.at(0.95)]).toEqual([0, 0, 0, 0]);
  });

  test('are at most 2.5 % off what sorting would give', () => {
    const values = fc.array(fc.double({ min: 0.02, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(values, fc.constantFrom(0.5, 0.95, 1), (all, share) => {
        const quantiles = new Quantiles();
        for (const value of all) quantiles.add(value);
        const exact = all.toSorted((one, other) => one - other)[Math.ceil(share * all.length) - 1] as number;
        expect(Math.abs(quantiles.at(share) / exact - 1)).toBeLessThan(0.0255);
        expect(quantiles.at(1)).toBeLessThanOrEqual(quantiles.max);
      }),
    );
  });

  test('count what is too short to measure as 0', () => {
    const quantiles = new Quantiles();
    for (const value of [0, 0.001, 5]) quantiles.add(value);
    expect([quantiles.at(0.5), quantiles.max]).toEqual([0, 5]);
  });
});
