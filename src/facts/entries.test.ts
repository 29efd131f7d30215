import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readEntries } from './entries.ts';

const output = (entries: Readonly<Record<string, string>>) =>
  ['@@runbook-facts tok\n', ...Object.entries(entries).map(([name, text]) => `\n@@tok ${name}\n${text}`)].join('');

describe('readEntries', () => {
  it('gives every text back as it was', () => {
    const texts = fc.dictionary(fc.stringMatching(/^[a-z][a-z0-9 -]{0,8}$/), fc.string({ unit: 'binary' }));
    const property = fc.property(texts, (written) => {
      const entries = readEntries(output(written));
      for (const [name, text] of Object.entries(written)) expect(entries?.text(name)).toBe(text);
    });
    fc.assert(property);
  });

  it('passes over what a login shell prints first', () => {
    expect(readEntries(`Welcome!\r\n@@tok x\n${output({ x: 'own' })}`)?.text('x')).toBe('own');
  });

  it('takes a text that looks like a mark for text', () => {
    expect(readEntries(output({ x: '\n@@other y\nz' }))?.text('x')).toBe('\n@@other y\nz');
  });

  it('finds nothing where the script did not run', () => {
    expect(readEntries('sh: command not found\n')).toBeUndefined();
  });

  it('never fails', () => {
    const property = fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(readEntries(`@@runbook-facts t\n${text}`)?.text('x')).toBeTypeOf('string');
    });
    fc.assert(property);
  });
});

describe('Entries', () => {
  it('reads lines and groups', () => {
    const entries = readEntries(output({ a: '\n  one \n\ntwo\n', 'k x': '1', 'k y z': '2' }));
    expect(entries?.line('a')).toBe('one');
    expect(entries?.lines('a')).toEqual(['  one ', 'two']);
    expect(entries?.under('k')).toEqual(
      new Map([
        ['x', '1'],
        ['y z', '2'],
      ]),
    );
    expect([entries?.has('a'), entries?.has('b'), entries?.text('b'), entries?.line('b')]).toEqual([
      true,
      false,
      '',
      '',
    ]);
  });

  it('names the entry that the host was at when its time was up', () => {
    expect(readEntries(output({ a: '', b: 'part' }))?.unfinished).toBe('b');
    expect(readEntries(output({ a: '', end: '' }))?.unfinished).toBeUndefined();
  });
});
