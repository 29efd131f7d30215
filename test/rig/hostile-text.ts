import fc from 'fast-check';
import { expect } from 'vitest';

/** Pieces that parsers trip over: names of the prototype, unfinished brackets, numbers out of range, terminal escapes, NUL. */
const nasty = [
  '__proto__',
  'constructor',
  'toString',
  '"',
  "'",
  '\\',
  '\0',
  '\n',
  '\r\n',
  '\t',
  ' ',
  '\u001b[2J',
  '\ud800',
  'é',
  '{{ 1 }}',
  '[',
  ']',
  '{',
  '}',
  ':',
  '=',
  ',',
  '#',
  ';',
  '|',
  '-',
  '/',
  '..',
  '%',
  '99999999999999999999',
  '-1',
  '1e999',
  'NaN',
  '0x7f',
];

/** Texts that a parser is made for, cut, doubled, swapped and sprinkled with what it is not made for; and now and then plain noise. */
export function hostileText(samples: readonly string[]): fc.Arbitrary<string> {
  const places = fc.array(fc.tuple(fc.nat(), fc.nat({ max: 30 }), fc.constantFrom('', ...nasty)), { maxLength: 6 });
  const damaged = fc.tuple(fc.constantFrom(...samples), places).map(([sample, cuts]) => {
    let text = sample;
    for (const [at, length, piece] of cuts) {
      const start = at % (text.length + 1);
      text = text.slice(0, start) + piece + text.slice(start + length);
    }
    return text;
  });
  const spliced = fc.tuple(damaged, damaged).map(([one, other]) => one.slice(0, one.length / 2) + other);
  const noise = fc.array(fc.constantFrom(...nasty)).map((pieces) => pieces.join(''));
  return fc.oneof(damaged, spliced, noise, fc.string({ unit: 'binary' }));
}

/** Long texts of one piece over and over, in front of them and behind them what a parser is made for: what takes quadratic time shows it. */
export function* longTexts(pieces: readonly string[], around: readonly [string, string]): Generator<string> {
  const [before, after] = around;
  for (const piece of [...nasty, ...pieces]) {
    yield `${before}${piece.repeat(Math.ceil(60_000 / piece.length))}${after}`;
  }
}

/** Milliseconds of this process's time, whatever else the machine does. A quadratic parser needs minutes for such a text, a linear one a few. */
const longest = 1_500;

/** Expects that `parse` takes linear time for each text. */
export function expectLinear(texts: Iterable<string>, parse: (text: string) => unknown): void {
  for (const text of texts) {
    const before = process.cpuUsage();
    parse(text);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1000, JSON.stringify(text.slice(0, 60))).toBeLessThan(longest);
  }
}

/** Expects that nothing which was parsed has changed what all objects are. */
export function expectCleanPrototypes(): void {
  const { prototype } = Object;
  expect(Object.keys(prototype)).toEqual([]);
  expect(Object.getOwnPropertyNames(prototype).length).toBe(12);
}
