import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { contextOf } from '../../test/rig/template-context.ts';
import { Diagnostics } from '../source/diagnostic.ts';
import type { Span } from '../source/span.ts';
import { parseYaml } from '../source/yaml.ts';
import { evaluateData } from './evaluate-node.ts';
import { readStructure } from './structured-text.ts';
import { toJson } from './to-json.ts';
import type { Value } from './value.ts';

const shown = (value: Value | undefined): unknown => (value === undefined ? 'text' : toJson(value));

describe('readStructure', () => {
  test.each([
    ['{"a": 1, "t": true, "n": null, "l": [1.5]}\n', { a: 1, t: true, n: null, l: [1.5] }],
    ["{'a': 1, 't': True, 'n': None}", { a: 1, t: true, n: null }],
    ['[1, 2]', [1, 2]],
    ['True', true],
    ['False', false],
    ['', 'text'],
    ['42', 'text'],
    ['true', 'text'],
    ['a: 1', 'text'],
    ['(1, 2)', 'text'],
    ['[a, b]', 'text'],
    ['{not json}', 'text'],
    ['[1] [2]', 'text'],
    ["[lookup('pipe', 'id')]", 'text'],
    ["[1 + 1, 'a' ~ 'b']", 'text'],
    ['{{ a }}', 'text'],
  ])('%j', (text, value) => {
    expect(shown(readStructure(text))).toEqual(value);
  });

  it('leaves what is nested beyond measure a text', () => {
    expect(readStructure('['.repeat(100_000) + ']'.repeat(100_000))).toBeUndefined();
  });

  it('reads any text, or leaves it one', () => {
    const texts = fc.string({
      unit: fc.constantFrom('{', '}', '[', ']', '"', "'", ',', ':', '1', 'a', ' ', '\\', '('),
    });
    fc.assert(fc.property(texts, (text) => void readStructure(`[${text}]`)));
  });
});

describe('evaluateData', () => {
  const vars = { out: '{"a": 1}', plain: 'x', dict: { a: 1 } };

  function evaluated(yaml: string, listens = true): { value: unknown; told: Span[] } {
    const told: Span[] = [];
    const node = parseYaml('/t.yml', yaml, new Diagnostics());
    if (node === undefined) throw new Error('the test has a value');
    const noteStructured = listens ? (span: Span) => told.push(span) : undefined;
    return { value: toJson(evaluateData(node, contextOf(vars, { noteStructured }))), told };
  }

  test.each([
    ['"{{ out }}"', { a: 1 }, 1],
    ['{x: ["{{ out }}"], y: "{{ plain }}"}', { x: [{ a: 1 }], y: 'x' }, 1],
    ['"[{{ out }}, {{ 5 }}]"', [{ a: 1 }, 5], 1],
    ['"{{ dict }}"', { a: 1 }, 0],
    ['"{{ dict | to_json }}"', '{"a": 1}', 0],
    ['"{{ out | string }}"', '{"a": 1}', 0],
    [`'{"a": 1}'`, '{"a": 1}', 0],
    ['!unsafe "{{ out }}"', '{{ out }}', 0],
    ['"pre {{ out }}"', 'pre {"a": 1}', 0],
  ])('%s', (yaml, value, told) => {
    const result = evaluated(yaml);
    expect([result.value, result.told.length]).toEqual([value, told]);
  });

  it('keeps texts when it is told to', () => {
    expect(evaluated('"{{ out }}"', false)).toEqual({ value: '{"a": 1}', told: [] });
  });
});
