#!/usr/bin/env node
// Holds the built program's templating against cases that the reference has judged:
//   node test/conformance/templating.mjs FILE
// FILE is JSON lines: first {"vars": {...}}, then {"id", "kind": "expr" | "template", "text", "want" | "error"}. An `expr` wants the value
// itself, where 1 and 1.0 differ; a `template` wants its text; `error` is `undefined`, `syntax` or `error`.
import { readFileSync } from 'node:fs';
import { judgeTemplating } from './judge-templating.mjs';

const built = new URL('../../dist/src/template/', import.meta.url);
const { evaluateExpression, renderTemplate } = await import(new URL('evaluate.js', built));
const { dumpJson } = await import(new URL('json/dump.js', built));
const { parseJson } = await import(new URL('json/parse.js', built));
const { settle } = await import(new URL('settle.js', built));
const program = { evaluateExpression, renderTemplate, dumpJson, parseJson, settle };

const [file] = process.argv.slice(2);
if (file === undefined) {
  process.stderr.write('usage: node test/conformance/templating.mjs FILE\n');
  process.exitCode = 3;
} else {
  const verdicts = await judgeTemplating(readFileSync(file, 'utf8'), program);
  const failed = verdicts.filter(({ got, want }) => got !== want);
  for (const { id, text, got, want, message } of failed) {
    const why = message === undefined ? '' : ` (${message})`;
    process.stdout.write(`not ok ${id}: ${text}\n    got  ${got}${why}\n    want ${want}\n`);
  }
  process.stdout.write(`${verdicts.length - failed.length} passed, ${failed.length} failed\n`);
  process.exitCode = failed.length === 0 ? 0 : 1;
}
