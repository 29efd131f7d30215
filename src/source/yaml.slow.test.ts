import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Float } from '../std/float.ts';
import { Diagnostics } from './diagnostic.ts';
import type { Node } from './node.ts';
import { parseYaml } from './yaml.ts';

const python = '/usr/bin/python3';
const collections = '/usr/lib/python3/dist-packages/ansible_collections';
const hasReference = spawnSync(python, ['-c', 'import yaml; yaml.CSafeLoader']).status === 0;

/** Loads texts with libyaml, dates left as text, and prints what each gives, or `null` for one that it refuses. */
const script = `
import json, sys, yaml
class Loader(yaml.CSafeLoader): pass
Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((':timestamp', ':value'))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()}
def shown(value):
    if isinstance(value, list): return [shown(item) for item in value]
    if isinstance(value, dict): return {'map': [[shown(key), shown(item)] for key, item in value.items()]}
    if isinstance(value, bool) or value is None: return {'is': str(value)}
    if isinstance(value, int): return {'int': str(value)}
    if isinstance(value, float): return {'float': '%.15g' % value}
    return value
def load(text):
    try: return {'value': shown(yaml.load(text, Loader))}
    except Exception: return None
json.dump([load(text) for text in json.load(sys.stdin)], sys.stdout)
`;

type Answer = { readonly value: unknown } | null;

function reference(texts: readonly string[]): Answer[] {
  const { stdout } = spawnSync(python, ['-c', script], { input: JSON.stringify(texts), maxBuffer: 2 ** 30 });
  return JSON.parse(stdout.toString());
}

function ours(text: string): Answer {
  const diagnostics = new Diagnostics();
  const node = parseYaml('a.yml', text, diagnostics);
  return node === undefined || diagnostics.failed ? null : { value: shown(node) };
}

function shown(node: Node): unknown {
  if (node.kind === 'seq') return node.items.map(shown);
  if (node.kind === 'map') return { map: node.entries.map(({ key, value }) => [shown(key), shown(value)]) };
  const { value } = node;
  if (typeof value === 'string') return value;
  if (value === null) return { is: 'None' };
  if (typeof value === 'boolean') return { is: value ? 'True' : 'False' };
  const isFloat = value instanceof Float || (typeof value === 'number' && !Number.isInteger(value));
  return isFloat ? { float: formatFloat(Number(value)) } : { int: String(value) };
}

/** A float as Python's `%.15g` prints it, as far as these texts have floats. */
function formatFloat(value: number): string {
  if (!Number.isFinite(value)) return String(value).toLowerCase().replace('infinity', 'inf');
  return String(Number(value.toPrecision(15)));
}

function differences(texts: readonly string[]): { text: string; ours: Answer; reference: Answer }[] {
  const answers = reference(texts);
  return texts
    .map((text, index) => ({ text, ours: ours(text), reference: answers[index] ?? null }))
    .filter((pair) => JSON.stringify(pair.ours) !== JSON.stringify(pair.reference));
}

describe.skipIf(!hasReference)(`compared with PyYAML on libyaml (skipped where ${python} has none)`, () => {
  test('texts made of pieces of YAML are nearly always read alike', () => {
    const pieces = fc.constantFrom(
      ...[
        'a',
        'b',
        'c: ',
        'a: ',
        'b: ',
        '- ',
        '- ',
        '\n',
        '\n',
        '\n',
        '\n  ',
        '\n    ',
        '  ',
        ' ',
        '"',
        "'",
        '"x"',
        "'y'",
      ],
      ...[
        '[',
        ']',
        '{',
        '}',
        ', ',
        ' # c',
        '|\n',
        '>\n',
        '|-\n',
        '>+\n',
        '&x ',
        '*x',
        '? ',
        '1',
        '0o7',
        '1.5',
        'x y',
        '\r\n',
      ],
      ...[':', '<<: ', '-', '~', '"a\n b"', "'c\n\n d'", '\n\n', 'yes'],
    );
    const text = fc.array(pieces, { minLength: 1, maxLength: 14 }).map((parts) => parts.join(''));
    const texts = fc.sample(text, 20_000).filter((sample) => !hasKeyTwice(sample));
    expect(differences(texts).length).toBeLessThan(texts.length / 200);
  });

  test.skipIf(!existsSync(collections))('files that people wrote are read alike', () => {
    const names = readdirSync(collections, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /\.ya?ml$/.test(name),
    );
    const texts = names.slice(0, 4000).map((name) => readFileSync(join(collections, name), 'utf8'));
    const wrong = differences(texts.filter((text) => !hasTagOfItsOwn(text) && !hasKeyTwice(text)));
    expect(wrong).toEqual([]);
  });

  /** The plain loader of PyYAML refuses all of these, and the reader here all but `!vault` and `!unsafe`. */
  function hasTagOfItsOwn(text: string): boolean {
    return /(?:^|[:-] )!\w/m.test(text);
  }

  /** Such a text is refused here on purpose. */
  function hasKeyTwice(text: string): boolean {
    const diagnostics = new Diagnostics();
    parseYaml('a.yml', text, diagnostics);
    return diagnostics.all.some(({ code }) => code === 'duplicate-key');
  }
});
