import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { batches } from './batches.ts';

const hosts = ['h1', 'h2', 'h3', 'h4', 'h5'];
const sizes = (serial: Parameters<typeof batches>[1], all = hosts) => batches(all, serial).map((batch) => batch.length);

describe('batches', () => {
  it.each([
    ['no serial is one batch', [], [5]],
    ['zero is one batch', [0], [5]],
    ['a number repeats', [2], [2, 2, 1]],
    ['a share is rounded down', ['50%'], [2, 2, 1]],
    ['a share is at least one host', ['1%'], [1, 1, 1, 1, 1]],
    ['the last size repeats', [1, 2], [1, 2, 2]],
    ['a share of the whole, not of what is left', [1, '40%'], [1, 2, 2]],
    ['a size beyond the hosts', [9], [5]],
  ] as const)('%s', (_name, serial, expected) => {
    expect(sizes([...serial])).toEqual(expected);
  });

  it('leaves no host out and changes no order', () => {
    const size = fc.oneof(
      fc.nat(12),
      fc.integer({ min: 1, max: 150 }).map((share) => `${share}%` as const),
    );
    fc.assert(
      fc.property(fc.array(fc.string()), fc.array(size, { maxLength: 4 }), (all, serial) => {
        expect(batches(all, serial).flat()).toEqual(all);
      }),
    );
  });
});
