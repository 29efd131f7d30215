import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fuzzRuns, fuzzTimeout } from '../../../test/rig/fuzz-time.ts';
import { expectCleanPrototypes, expectLinear, hostileText, longTexts } from '../../../test/rig/hostile-text.ts';
import { toJson } from '../to-json.ts';
import { dumpJson } from './dump.ts';
import { parseJson } from './parse.ts';

const samples = [
  '{"a": [1, 2.5, -3e2, true, null, "x\\u00e9\\n"], "b": {"c": {}}}',
  '[[], [[1]], {"__proto__": {"x": 1}}]',
];

/** Reads a text: the one error that may come says where. */
function read(text: string): void {
  try {
    toJson(parseJson(text));
  } catch (error) {
    expect(error).toMatchObject({ name: expect.any(String), message: expect.stringMatching(/\S/) });
    expect(error).not.toBeInstanceOf(RangeError);
    expect(error).not.toBeInstanceOf(TypeError);
  }
}

test(
  'any text is JSON, or an error that says where',
  () => {
    fc.assert(fc.property(hostileText(samples), read), fuzzRuns);
    expectCleanPrototypes();
  },
  fuzzTimeout,
);

test(
  'what JSON writes is read back, and written again the same',
  () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const once = dumpJson(parseJson(text));
        expect(dumpJson(parseJson(once))).toBe(once);
      }),
      fuzzRuns,
    );
  },
  fuzzTimeout,
);

test(
  'long texts take linear time',
  () => {
    for (const around of [
      ['', ''],
      ['"', '"'],
      ['[', ']'],
      ['{"a":', '}'],
    ] as const) {
      expectLinear(longTexts(['[1,', '{"a":', '1,', '\\u0000'], around), read);
    }
  },
  fuzzTimeout * 4,
);
