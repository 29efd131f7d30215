import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NotIni, parseIni } from './ini.ts';

describe('parseIni', () => {
  it('goes on with indented lines and passes over comments', () => {
    expect(parseIni('# c\n[a]\nk = one\n  two\n; c\n\n  three\nl: x = y\n')).toEqual(
      new Map([
        [
          'a',
          new Map([
            ['k', 'one\ntwo\nthree'],
            ['l', 'x = y'],
          ]),
        ],
      ]),
    );
  });

  it('fails in one way only', () => {
    const property = fc.property(
      fc.string({ unit: fc.constantFrom('[', ']', 'a', '=', ':', ' ', '\n', '#') }),
      (text) => {
        try {
          expect(parseIni(text)).toBeInstanceOf(Map);
        } catch (error) {
          expect(error).toBeInstanceOf(NotIni);
        }
      },
    );
    fc.assert(property);
  });
});
