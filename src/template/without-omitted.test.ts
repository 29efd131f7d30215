import { expect, it } from 'vitest';
import { dict, omit } from './value.ts';
import { withoutOmitted } from './without-omitted.ts';

it('leaves out what is omitted, at every depth', () => {
  const given = dict({ a: 1, b: omit, c: [1, omit, dict({ d: omit, e: [] })] });
  expect(withoutOmitted(given)).toEqual(dict({ a: 1, c: [1, dict({ e: [] })] }));
});

it('gives a value with nothing omitted back as it is', () => {
  const given = dict({ a: [1, null] });
  expect(withoutOmitted(given)).toBe(given);
});
