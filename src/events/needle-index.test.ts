import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NeedleIndex } from './needle-index.ts';

function index(...needles: string[]): NeedleIndex {
  const all = new NeedleIndex();
  for (const text of needles) all.add({ text, edge: 0 });
  return all;
}

const unit = fc.constantFrom('a', 'b', '\ud83d', '\udd11');
const needles = fc.array(fc.string({ unit, minLength: 3, maxLength: 8 }), { maxLength: 6 });
const text = fc.string({ unit, maxLength: 20 });

test('finds the longest needle at a place', () => {
  fc.assert(
    fc.property(needles, text, (wanted, searched) => {
      const all = index(...wanted);
      for (let at = 0; at <= searched.length; at++) {
        const here = wanted.filter((needle) => searched.startsWith(needle, at)).map((needle) => needle.length);
        expect(all.at(searched, at)?.text.length ?? 0).toBe(Math.max(0, ...here));
      }
    }),
  );
});

test('knows from where on a text may become a needle', () => {
  fc.assert(
    fc.property(needles, text, (wanted, searched) => {
      const places = Array.from({ length: searched.length }, (_, at) => at);
      const opens = (at: number) => wanted.some((needle) => opensWith(needle, searched.slice(at)));
      expect(index(...wanted).openFrom(searched)).toBe(places.find(opens) ?? searched.length);
    }),
  );
});

function opensWith(needle: string, end: string): boolean {
  return end !== '' && needle.length > end.length && needle.startsWith(end);
}
