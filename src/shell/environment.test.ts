import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { shells } from '../../test/rig/shells.ts';
import { environmentProblems, exportEnvironment } from './environment.ts';

describe('exportEnvironment', () => {
  test('nothing for an empty one', () => {
    expect(exportEnvironment({})).toBe('');
  });

  test('values are quoted', () => {
    expect(exportEnvironment({ A: 'x', B: "it's" })).toBe(`export A=x B='it'\\''s'; `);
  });

  test.each(shells)('$name hands it to the command', ({ argv: [file = '', ...before] }) => {
    const script = `${exportEnvironment({ A: 'a b\n*', B: '' })}exec env`;
    const lines = execFileSync(file, [...before, '-c', script], { env: { PATH: process.env.PATH } }).toString();
    expect(lines).toContain('A=a b\n*\n');
    expect(lines).toContain('B=\n');
  });

  test('names that no shell can set are refused', () => {
    expect(environmentProblems({ 'a-b': 'x', '1': 'y', OK: 'a\0b', _fine: '' })).toEqual([
      '`1` is no name for an environment variable',
      '`a-b` is no name for an environment variable',
      'the value of `OK` holds a NUL byte',
    ]);
    expect(() => exportEnvironment({ 'a;b': '' })).toThrow(
      new RangeError('`a;b` is no name for an environment variable'),
    );
  });
});
