import { describe, expect, it } from 'vitest';
import { choice, integer, type Kind, level, list, seconds, text, toggle } from './kind.ts';
import { onFailure } from './on-failure.ts';

const parsed = <T>(kind: Kind<T>, words: readonly string[]) => words.map((word) => kind.parse([word]));

describe('kinds of values', () => {
  it('takes whole numbers of its range only', () => {
    expect(parsed(integer(1, 100), ['1', '100', ' 7 ', '0', '101', '-3', '1.5', '1e1', 'abc', ''])).toEqual([
      ...[1, 100, 7],
      ...Array(7).fill(undefined),
    ]);
  });

  it('takes seconds with a fraction or a unit', () => {
    expect(parsed(seconds(0.5, 7200), ['1', '1.5', '90s', '5m', '2h', '0', '3h', '-1', '5 m', 'm'])).toEqual([
      ...[1, 1.5, 90, 300, 7200],
      ...Array(5).fill(undefined),
    ]);
  });

  it('takes the words of YAML 1.1 for on and off', () => {
    expect(parsed(toggle, ['true', 'Yes', 'ON', '1', 'false', 'no', 'Off', '0', 'maybe', ''])).toEqual([
      ...[true, true, true, true],
      ...[false, false, false, false],
      ...[undefined, undefined],
    ]);
  });

  it('counts how often a level is given, up to the highest', () => {
    expect(level(4).parse(['true', 'true', 'true'])).toBe(3);
    expect(level(4).parse(['true', 'true', 'true', 'true', 'true'])).toBe(4);
    expect(parsed(level(4), ['0', '2', '5', 'loud'])).toEqual([0, 2, undefined, undefined]);
  });

  it('takes one of its words in any case, or an alias of one', () => {
    const kind = choice(['strict', 'off'], { no: 'off' });
    expect(parsed(kind, ['strict', 'OFF', 'no', 'stric'])).toEqual(['strict', 'off', 'off', undefined]);
    expect(kind.expected).toBe('`strict` or `off`');
    expect(choice(['a', 'b', 'c']).expected).toBe('`a`, `b` or `c`');
  });

  it('adds the texts of a list up, and splits them only when told', () => {
    expect(list('PATH').parse(['a,b', 'c'])).toEqual(['a,b', 'c']);
    expect(list('TAG', { split: ',' }).parse(['a, b', 'c'])).toEqual(['a', 'b', 'c']);
    expect(list('TAG', { split: ',' }).parse(['a,,b'])).toBeUndefined();
    expect(list('PATH').parse([''])).toBeUndefined();
  });

  it('lets the last of several texts count', () => {
    expect(text('USER').parse(['root', 'deploy'])).toBe('deploy');
    expect(integer(1, 9).parse(['1', '2'])).toBe(2);
    expect(text('USER').parse([''])).toBeUndefined();
  });

  it('reads a policy for failures and shows it as it was written', () => {
    const policies = ['abort', 'continue', 'abort_after:3'].map((word) => onFailure.parse([word])!);
    expect(policies).toEqual(['abort', 'continue', { abortAfter: 3 }]);
    expect(policies.map((policy) => onFailure.show?.(policy))).toEqual(['abort', 'continue', 'abort_after:3']);
    expect(parsed(onFailure, ['abort_after', 'abort_after:0', 'stop'])).toEqual([undefined, undefined, undefined]);
  });
});
