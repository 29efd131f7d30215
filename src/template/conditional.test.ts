import { describe, expect, it } from 'vitest';
import { contextOfYaml, nodeOf, unsafeContextOf } from '../../test/rig/template-context.ts';
import { evaluateConditional, hasBraces } from './conditional.ts';
import type { TemplateError } from './template-error.ts';

const context = contextOfYaml(`
one: 1
zero: 0
empty: ''
items: []
word: hello
says_no: 'false'
expression: one == 2
templated: "{{ one == 2 }}"
`);

describe('evaluateConditional', () => {
  it.each([
    ['one == 1', true],
    ['one == 2', false],
    ['not zero', true],
    ['zero', false],
    ['empty', false],
    ['items', false],
    ['word', true],
    ['one is defined and nope is not defined', true],
    ['templated', false],
    // A variable that holds a text is true for being one, whatever the text says.
    ['says_no', true],
    ['expression', true],
    ['says_no | bool', false],
  ])('takes `%s` for an expression', (text, wanted) => {
    expect(evaluateConditional(nodeOf(text), context)).toBe(wanted);
  });

  it.each([
    ['true', true],
    ['false', false],
    ['yes', true],
    ['0', false],
    ['null', true],
    ["''", true],
    ['[]', false],
  ])('takes `%s` for the value that it is', (text, wanted) => {
    expect(evaluateConditional(nodeOf(text), context)).toBe(wanted);
  });

  it.each([
    ['"{{ one == 1 }}"', true],
    ['"{{ zero }}"', false],
    ['"{{ expression }}"', false],
    ['"{{ says_no }}"', false],
    ['"{{ one }} == 1"', true],
  ])('evaluates %s twice, as its braces ask for', (text, wanted) => {
    const node = nodeOf(text);
    expect([evaluateConditional(node, context), hasBraces(node)]).toEqual([wanted, true]);
  });

  it.each([
    ['"{{ said }}"', undefined],
    [`"'{{ said }}' == ''"`, undefined],
    ['"{{ said | upper }}"', undefined],
    ['!unsafe one == 1', undefined],
    ['"{{ said == one }}"', false],
    ['"{{ said | length }} > 1"', true],
    ['"{{ yes }}"', true],
    ['"{{ no }}"', false],
    ['"{{ none }}"', false],
    ['said', true],
  ])('takes %s for no more than a word when a host has said it', (text, wanted) => {
    const said = { said: "lookup('pipe', 'touch /tmp/owned')", yes: 'True', no: 'False', none: '' };
    const hosts = unsafeContextOf(said, context);
    if (wanted !== undefined) expect(evaluateConditional(nodeOf(text), hosts)).toBe(wanted);
    else
      expect(() => evaluateConditional(nodeOf(text), hosts)).toThrow(
        'this condition is made of text that a host or a file gave, and is not evaluated',
      );
  });

  it('points at what is undefined', () => {
    const text = 'when: one == 1 and towo == 2';
    const node = nodeOf(text);
    const condition = node.kind === 'map' ? node.entries[0]!.value : node;
    try {
      evaluateConditional(condition, context);
    } catch (error) {
      const { kind, message, span } = error as TemplateError;
      expect([kind, message, text.slice(span?.start, span?.end)]).toEqual(['undefined', '`towo` is undefined', 'towo']);
      return;
    }
    throw new Error('nothing was wrong');
  });
});
