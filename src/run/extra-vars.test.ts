import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Scratch } from '../../test/rig/scratch.ts';
import { WrongInput } from '../source/diagnostic.ts';
import type { Node } from '../source/node.ts';
import { renderDiagnostics } from '../source/render.ts';
import { Sources } from '../source/sources.ts';
import { readExtraVars } from './extra-vars.ts';

let scratch: Scratch;
beforeEach(async () => {
  scratch = await Scratch.make('extra-vars');
});
afterEach(() => scratch.remove());

function plainly(node: Node): unknown {
  if (node.kind === 'seq') return node.items.map(plainly);
  if (node.kind === 'scalar') return node.value;
  return Object.fromEntries(node.entries.map((entry) => [String(entry.key.value), plainly(entry.value)]));
}

function read(...options: string[]): Record<string, unknown> {
  const bindings = readExtraVars(options, new Sources(), scratch.path);
  return Object.fromEntries([...bindings].map(([name, one]) => [name, 'node' in one ? plainly(one.node) : one.value]));
}

function complaint(...options: string[]): string {
  const sources = new Sources();
  try {
    readExtraVars(options, sources, scratch.path);
  } catch (error) {
    if (error instanceof WrongInput)
      return renderDiagnostics(error.diagnostics, sources, { colour: false, cwd: scratch.path });
    throw error;
  }
  return '';
}

describe('extra vars', () => {
  it('as words are texts, with quotes around them taken off', () => {
    expect(read(`a=1 b="x y" c='it is' d= e=p=q f="l\\n\\"m\\"" g=x"y"z h={{ a + 1 }}`)).toEqual({
      ...{ a: '1', b: 'x y', c: 'it is', d: '', e: 'p=q', f: 'l\n"m"', g: 'x"y"z', h: '{{ a + 1 }}' },
    });
  });

  it('as JSON and YAML keep their types', () => {
    expect(read('{"a": 1, "b": [true, null]}')).toEqual({ a: 1, b: [true, null] });
    expect(read('a: yes\nb: [1, two]')).toEqual({ a: true, b: [1, 'two'] });
    expect(read('{a: {b: c}}')).toEqual({ a: { b: 'c' } });
  });

  it('come from files, which may be empty', async () => {
    await scratch.file('vars.yaml', 'a: 1\nb: x\n');
    await scratch.file('vars.json', '{"b": "y"}');
    await scratch.file('empty.yaml', '');
    expect(read('@vars.yaml', '@vars.json', '@empty.yaml')).toEqual({ a: 1, b: 'y' });
  });

  it('of later options win', () => {
    expect(read('a=1 b=1', '{"a": 2}', 'b=3')).toEqual({ a: 2, b: '3' });
  });
});

describe('wrong extra vars', () => {
  it('are shown where they stand, all of them', async () => {
    await scratch.file('vars.yaml', 'a: 1\n');
    const text = complaint('a=1 vars.yaml =1 loose', '[1, 2]', '@missing.yaml', '{"a": ');
    await expect(`${text.replaceAll(scratch.path, 'FOLDER')}\n`).toMatchFileSnapshot('./golden/extra-vars-wrong.txt');
  });
});
