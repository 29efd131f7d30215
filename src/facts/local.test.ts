import { describe, expect, it } from 'vitest';
import { entriesOf } from '../../test/rig/fact-entries.ts';
import { Float } from '../std/float.ts';
import { Entries } from './entries.ts';
import { local } from './local.ts';

const fact = (text: string) => local.parse(entriesOf({ 'local-fact x': text }), {}).local;

describe('local', () => {
  it.each([
    ['JSON', '{"a": [1, true, null], "b": "x"}\n', { a: [1, true, null], b: 'x' }],
    ['a JSON list', '[1, 2]', [1, 2]],
    ['a JSON text', '"just a string"\n', 'just a string'],
    [
      'INI',
      '[general]\nasdf=1\nBar = hello world ; no comment\nempty=\n[Other]\nx: y\n',
      {
        general: { asdf: '1', bar: 'hello world ; no comment', empty: '' },
        Other: { x: 'y' },
      },
    ],
    ['nothing', '\n', {}],
  ])('reads %s', (_, text, expected) => {
    expect(fact(text)).toEqual({ x: expected });
  });

  it('keeps a float a float', () => {
    expect(fact('{"n": 2.0}')).toEqual({ x: { n: new Float(2) } });
  });

  it.each([
    ['a=1\n', '`x.fact` is neither JSON nor INI: there is a line before the first section'],
    ['[a]\nk=1\nK=2\n', '`x.fact` is neither JSON nor INI: key `k` stands there twice'],
    ['[a]\nflag\n', '`x.fact` is neither JSON nor INI: `flag` is no `name = value`'],
    ['[a]\n[a]\n', '`x.fact` is neither JSON nor INI: section `a` stands there twice'],
  ])('says in its place what is wrong with %j', (text, message) => {
    expect(fact(text)).toEqual({ x: message });
  });

  it('says how a program failed, or that its time was up', () => {
    const failed = entriesOf({
      'local-fact a': '{}',
      'local-status a': '3\n',
      'local-fact b': '',
      'local-status b': '137\n',
    });
    expect(local.parse(failed, {}).local).toEqual({
      a: 'the fact program `a.fact` ended with exit status 3',
      b: 'the fact program `b.fact` did not end in time',
    });
    const cut = new Entries(new Map([['local-fact c', '{"half": ']]));
    expect(local.parse(cut, {}).local).toEqual({ c: 'the fact program `c.fact` did not end in time' });
  });

  it('is empty without files', () => {
    expect(local.parse(entriesOf({}), {})).toEqual({ local: {} });
  });
});
