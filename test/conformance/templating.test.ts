import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { evaluateExpression, renderTemplate } from '../../src/template/evaluate.ts';
import { dumpJson } from '../../src/template/json/dump.ts';
import { parseJson } from '../../src/template/json/parse.ts';
import { settle } from '../../src/template/settle.ts';
import { judgeTemplating } from './judge-templating.mjs';

const program = { evaluateExpression, renderTemplate, dumpJson, parseJson, settle };

describe.each(['templating.jsonl', 'templating-more.jsonl'])('%s', async (name) => {
  const text = readFileSync(new URL(name, import.meta.url), 'utf8');
  const verdicts = await judgeTemplating(text, program);

  it.each(verdicts)('$id: $text', ({ got, want }) => {
    expect(got).toBe(want);
  });
});
