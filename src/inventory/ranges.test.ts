import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { expandRanges, namesAtMost } from './ranges.ts';

describe('a range', () => {
  const cases: readonly (readonly [text: string, names: readonly string[]])[] = [
    ['web', ['web']],
    ['web[1:3]', ['web1', 'web2', 'web3']],
    ['web[01:03].example.com', ['web01.example.com', 'web02.example.com', 'web03.example.com']],
    ['web[08:12:2]', ['web08', 'web10', 'web12']],
    ['web[:2]', ['web0', 'web1', 'web2']],
    ['db-[a:c]', ['db-a', 'db-b', 'db-c']],
    ['db-[y:B]', ['db-y', 'db-z', 'db-A', 'db-B']],
    ['db-[a:e:2]', ['db-a', 'db-c', 'db-e']],
    ['r[1:2]n[a:b]', ['r1na', 'r1nb', 'r2na', 'r2nb']],
    ['[7:7]', ['7']],
    ['web[9:11]', ['web9', 'web10', 'web11']],
    ['web[000:001]', ['web000', 'web001']],
  ];

  test.each(cases)('%s', (text, names) => {
    expect(expandRanges(text)).toEqual(names);
  });
});

describe('what is no range', () => {
  const cases: readonly (readonly [text: string, part: string, problem: string])[] = [
    ['web[1:3', '[', 'the bracket of this range is not closed'],
    ['web[3]', '[3]', '`[3]` is not a range'],
    ['web[]', '[]', '`[]` is not a range'],
    ['web[1:]', '[1:]', '`[1:]` is not a range'],
    ['web[1:2:3:4]', '[1:2:3:4]', '`[1:2:3:4]` is not a range'],
    ['web[01:100]x', '[01:100]', '`01` and `100` are not equally wide'],
    ['web[5:1]', '[5:1]', 'the range `[5:1]` ends before it begins'],
    ['web[c:a]', '[c:a]', 'the range `[c:a]` ends before it begins'],
    ['web[1:9:0]', '[1:9:0]', 'the step `0` is not a number above zero'],
    ['web[1:9:x]', '[1:9:x]', 'the step `x` is not a number above zero'],
    ['web[a:9]', '[a:9]', '`a` is neither a number nor a single letter'],
    ['web[aa:bb]', '[aa:bb]', '`aa` is neither a number nor a single letter'],
    ['[::1]', '[::1]', '`[::1]` is not a range'],
    ['web[1:1000000]', '[1:1000000]', 'the range stands for 1000000 hosts, and 100000 is the most'],
    ['a[1:1000]b[1:1000]', '[1:1000]', 'the range stands for 1000000 hosts, and 100000 is the most'],
  ];

  test.each(cases)('%s', (text, part, problem) => {
    const result = expandRanges(text);
    if (!('problem' in result)) throw new Error(`it is one: ${result.length} names`);
    expect([text.slice(result.start, result.end), result.problem]).toEqual([part, problem]);
    expect(result.help).not.toBe('');
  });
});

test('a range of numbers has every name between its ends, evenly, and of one width if padded', () => {
  const bounds = fc.record({
    first: fc.integer({ min: 0, max: 500 }),
    length: fc.integer({ min: 0, max: 500 }),
    step: fc.integer({ min: 1, max: 20 }),
    padded: fc.boolean(),
  });
  fc.assert(
    fc.property(bounds, ({ first, length, step, padded }) => {
      const last = first + length;
      const shown = (value: number) => String(value).padStart(padded ? 4 : 0, '0');
      const names = expandRanges(`h[${shown(first)}:${shown(last)}:${step}]`) as readonly string[];
      const wanted = Array.from(
        { length: Math.floor(length / step) + 1 },
        (_, index) => `h${shown(first + index * step)}`,
      );
      expect(names).toEqual(wanted);
    }),
  );
});

test('any text is expanded or complained about, within bounds', () => {
  const text = fc
    .array(fc.constantFrom('a', '1', '[', ']', ':', '01', '9', '[1:3]', '-'))
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, (pattern) => {
      const result = expandRanges(pattern);
      if ('problem' in result) expect(result.end).toBeLessThanOrEqual(pattern.length);
      else expect(result.length).toBeLessThanOrEqual(namesAtMost);
    }),
  );
});
