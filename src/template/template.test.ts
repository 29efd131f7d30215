import { describe, expect, it } from 'vitest';
import { compileExpression, compileTemplate, isTemplate } from './template.ts';

describe('compiling', () => {
  it('is done once a text', () => {
    expect(compileTemplate('{{ a }}')).toBe(compileTemplate('{{ a }}'));
    expect(compileExpression('a')).toBe(compileExpression('a'));
    expect(compileTemplate('{{ a }}')).not.toBe(compileTemplate('{{ a }}', { trimBlocks: false }));
  });

  it('tells a lone expression from text', () => {
    const lone = (text: string) => compileTemplate(text).expression !== undefined;
    expect(
      ['{{ a }}', '{{ a }}\n', '{# c #}{{ a }}', ' {{ a }}', '{{ a }}{{ b }}', '{% if a %}{% endif %}'].map(lone),
    ).toEqual([true, true, true, false, false, false]);
  });

  it('lists what is used', () => {
    const { uses } = compileTemplate("{{ a | upper }}{% if b is defined %}{{ query('env', 'X') }}{% endif %}");
    expect(uses.map(({ kind, name }) => `${kind} ${name}`)).toEqual(['filter upper', 'test defined', 'lookup env']);
  });
});

describe('isTemplate', () => {
  it.each([
    ['a {{ b }}', true],
    ['{% if a %}', true],
    ['{# c #}', true],
    ['{ a }', false],
    ['}} %}', false],
  ])('of %s is %s', (text, wanted) => {
    expect(isTemplate(text)).toBe(wanted);
  });
});
