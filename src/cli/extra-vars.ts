import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { Diagnostics, WrongInput } from '../source/diagnostic.ts';
import type { Node, ScalarNode } from '../source/node.ts';
import type { Sources } from '../source/sources.ts';
import type { Span } from '../source/span.ts';
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
    return mapping(parseYaml(path, readFile(path, sources, diagnostics), diagnostics), diagnostics);
  }
  sources.add(file, text);
  if (/^(?:[{[]|[\w]+:(?:\s|$))/.test(text)) return mapping(parseYaml(file, text, diagnostics), diagnostics);
  return keyValues(given, diagnostics);
}

function readFile(path: string, sources: Sources, diagnostics: Diagnostics): string {
  try {
    return sources.read(path);
  } catch (error) {
    if (!(error instanceof WrongInput)) throw error;
    for (const diagnostic of error.diagnostics) diagnostics.add(diagnostic);
    return '';
  }
}

function mapping(node: Node | undefined, diagnostics: Diagnostics): Bindings {
  if (node === undefined || (node.kind === 'scalar' && node.value === null)) return new Map();
  if (node.kind === 'map') return bindNode(node);
  refuse(diagnostics, 'extra vars must be a mapping of names to values', node.span, 'write `{"name": "value"}`');
  return new Map();
}

/** A stretch without blanks, save between quotes or the braces of a template. */
const word = /(?:"(?:[^"\\]|\\.)*"|'[^']*'|\{\{.*?\}\}|\S)+/gs;

function keyValues({ file, text, cwd }: Given, diagnostics: Diagnostics): Bindings {
  const vars = new Map<string, Binding>();
  for (const { 0: pair, index } of text.matchAll(word)) {
    const span: Span = { file, start: index, end: index + pair.length };
    const [, name, value = ''] = /^([^=]+)=(.*)$/s.exec(pair) ?? [];
    if (name === undefined) refuse(diagnostics, `\`${pair}\` is not \`name=value\``, span, meant(pair, cwd));
    else vars.set(name, { node: textNode(value, { ...span, start: span.end - value.length }) });
  }
  return vars;
}

function meant(pair: string, cwd: string): string {
  if (existsSync(resolve(cwd, pair))) return `to read a file, write \`-e @${pair}\``;
  return 'write `-e name=value`, `-e \'{"name": "value"}\'` or `-e @file.yaml`';
}

function textNode(written: string, span: Span): ScalarNode {
  return { kind: 'scalar', value: unquote(written), plain: false, span };
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

/** Quotes around the whole value go; between double ones `\n`, `\t`, `\"` and `\\` have their meaning. */
function unquote(value: string): string {
  const [, double, single] = /^(?:"((?:[^"\\]|\\.)*)"|'([^']*)')$/s.exec(value) ?? [];
  if (double !== undefined)
    return double.replaceAll(/\\([ntr"\\])/g, (_whole, letter: string) => escapes[letter] ?? letter);
  return single ?? value;
}

function refuse(diagnostics: Diagnostics, message: string, span: Span, help: string): void {
  diagnostics.error('bad-extra-vars', message, { span, help });
}
