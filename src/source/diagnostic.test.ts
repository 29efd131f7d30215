import { describe, expect, test } from 'vitest';
import { type Diagnostic, Diagnostics, WrongInput } from './diagnostic.ts';

const span = { file: 'a.yml', start: 1, end: 2 };

describe('diagnostics', () => {
  test('are kept in order, and fail with the first error', () => {
    const diagnostics = new Diagnostics();
    diagnostics.warn('odd', 'it is odd', { span });
    expect(diagnostics.failed).toBe(false);
    diagnostics.error('bad', 'it is bad', { help: 'do better' });
    expect(diagnostics.failed).toBe(true);
    expect(diagnostics.all).toEqual([
      { severity: 'warning', code: 'odd', message: 'it is odd', span },
      { severity: 'error', code: 'bad', message: 'it is bad', help: 'do better' },
    ]);
  });

  test('say the same about the same place once', () => {
    const diagnostics = new Diagnostics();
    for (const start of [1, 1, 5]) diagnostics.error('bad', 'it is bad', { span: { ...span, start } });
    expect(diagnostics.all.map((diagnostic) => diagnostic.span?.start)).toEqual([1, 5]);
  });

  test('collect what a reader throws, and nothing else', () => {
    const diagnostics = new Diagnostics();
    const wrong: Diagnostic = { severity: 'error', code: 'bad', message: 'it is bad' };
    expect(diagnostics.collect(() => 1)).toBe(1);
    expect(
      diagnostics.collect(() => {
        throw new WrongInput([wrong]);
      }),
    ).toBeUndefined();
    expect(diagnostics.all).toEqual([wrong]);
    const bug = new Error('ours');
    expect(() =>
      diagnostics.collect(() => {
        throw bug;
      }),
    ).toThrow(bug);
  });
});
