import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { splitPairs } from '../modules/free-form.ts';
import { Diagnostics, WrongInput } from '../source/diagnostic.ts';
import type { Node, ScalarNode } from '../source/node.ts';
import type { Sources } from '../source/sources.ts';
import type { Span } from '../source/span.ts';
import { readVarsFile } from '../source/vars-file.ts';
import { parseYaml } from '../source/yaml.ts';
import { bindNode } from '../template/bind.ts';
import type { Binding, Bindings } from '../template/binding.ts';

/**
 * The variables of every `-e`, later ones winning: words `k=v` (always texts, as Ansible has them), YAML or JSON (`{"a": 1}`, `a: 1`), or
 * `@FILE` with either in it. Throws {@link WrongInput} with all that is wrong.
 */
export function readExtraVars(options: readonly string[], sources: Sources, cwd: string): Bindings {
  const diagnostics = new Diagnostics();
  const all = new Map<string, Binding>();
  for (const [index, text] of options.entries()) {
    const file = options.length === 1 ? '<extra-vars>' : `<extra-vars ${index + 1}>`;
    for (const [name, binding] of readOne({ file, text: text.trim(), cwd }, sources, diagnostics))
      all.set(name, binding);
  }
  if (diagnostics.failed) throw new WrongInput(diagnostics.all);
  return all;
}

interface Given {
  readonly file: string;
  readonly text: string;
  readonly cwd: string;
}

function readOne(given: Given, sources: Sources, diagnostics: Diagnostics): Bindings {
  const { file, text, cwd } = given;
  if (text.startsWith('@')) {
    const path = resolve(cwd, text.slice(1));
    return bindNode(readVarsFile(path, { sources, diagnostics }));
  }
  sources.add(file, text);
  if (/^(?:[{[]|[\w]+:(?:\s|$))/.test(text)) return mapping(parseYaml(file, text, diagnostics), diagnostics);
  return keyValues(given, diagnostics);
}

function mapping(node: Node | undefined, diagnostics: Diagnostics): Bindings {
  if (node === undefined || (node.kind === 'scalar' && node.value === null)) return new Map();
  if (node.kind === 'map') return bindNode(node);
  refuse(diagnostics, 'extra vars must be a mapping of names to values', node.span, 'write `{"name": "value"}`');
  return new Map();
}

function keyValues({ file, text, cwd }: Given, diagnostics: Diagnostics): Bindings {
  const pairs = splitPairs(text);
  if (pairs === undefined) refuseWords({ file, text, cwd }, diagnostics);
  const span: Span = { file, start: 0, end: text.length };
  return new Map([...(pairs ?? [])].map(([name, value]) => [String(name), { node: textNode(String(value), span) }]));
}

/** A stretch without blanks, save between quotes or the braces of a template. */
const word = /(?:"(?:[^"\\]|\\.)*"|'[^']*'|\{\{.*?\}\}|\S)+/gs;

function refuseWords({ file, text, cwd }: Given, diagnostics: Diagnostics): void {
  for (const { 0: pair, index } of text.matchAll(word)) {
    const span: Span = { file, start: index, end: index + pair.length };
    if (splitPairs(pair) === undefined)
      refuse(diagnostics, `\`${pair}\` is not \`name=value\``, span, meant(pair, cwd));
  }
}

function meant(pair: string, cwd: string): string {
  if (existsSync(resolve(cwd, pair))) return `to read a file, write \`-e @${pair}\``;
  return 'write `-e name=value`, `-e \'{"name": "value"}\'` or `-e @file.yaml`';
}

function textNode(value: string, span: Span): ScalarNode {
  return { kind: 'scalar', value, plain: false, span };
}

function refuse(diagnostics: Diagnostics, message: string, span: Span, help: string): void {
  diagnostics.error('bad-extra-vars', message, { span, help });
}
