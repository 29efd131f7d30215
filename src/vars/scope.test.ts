import { describe, expect, it } from 'vitest';
import { Diagnostics } from '../source/diagnostic.ts';
import { parseYaml } from '../source/yaml.ts';
import { bindNode, bindValues } from '../template/bind.ts';
import type { World } from '../template/context.ts';
import { TemplateError } from '../template/template-error.ts';
import { Undefined } from '../template/value.ts';
import type { Layer, LayerName } from './precedence.ts';
import { Scope } from './scope.ts';

const world = { env: {}, now: () => new Date(0), random: () => 0 } as unknown as World;

/** A layer from YAML text. */
function layer(name: LayerName, text: string): Layer {
  const node = parseYaml(`<${name}>`, text, new Diagnostics());
  return { name, vars: bindNode(node), from: name };
}

describe('Scope', () => {
  it('lets the stronger layer win', () => {
    const scope = new Scope([layer('play vars', 'x: 1\ny: 2'), layer('extra vars', 'x: 3')], world);
    expect([scope.get('x'), scope.get('y'), scope.get('z')]).toEqual([3, 2, undefined]);
  });

  it('evaluates a variable with the variables of all layers', () => {
    const scope = new Scope(
      [layer('play vars', 'greeting: "hello {{ name }}"'), layer('task vars', 'name: ann')],
      world,
    );
    expect(scope.get('greeting')).toBe('hello ann');
  });

  it('evaluates a variable once', () => {
    let asked = 0;
    const counting = { name: 'magic', vars: new Map() } satisfies Layer;
    const scope = new Scope([layer('play vars', 'x: "{{ y }}"\ny: "{{ z }}"'), counting], world);
    const get = scope.get.bind(scope);
    scope.get = (name) => {
      if (name === 'z') asked += 1;
      return name === 'z' ? 7 : get(name);
    };
    expect([scope.get('x'), scope.get('x'), scope.get('y'), asked]).toEqual([7, 7, 7, 1]);
  });

  it('never takes data for a template', () => {
    const facts: Layer = { name: 'host facts', vars: bindValues({ motd: '{{ secret }}' }) };
    expect(new Scope([facts, layer('play vars', 'secret: s\nshown: "{{ motd }}"')], world).get('shown')).toBe(
      '{{ secret }}',
    );
  });

  it('names the way of a variable that refers to itself', () => {
    const scope = new Scope([layer('play vars', 'a: "{{ b }}"\nb: "{{ c }}"\nc: "{{ a }}"')], world);
    expect(() => scope.get('a')).toThrow(TemplateError);
    expect(() => scope.get('a')).toThrow('variable `a` refers to itself: `a` → `b` → `c` → `a`');
  });

  it('gives something undefined for a variable that uses a missing one', () => {
    const scope = new Scope([layer('play vars', 'x: "{{ nope }}"\ny: "{{ x | default(5) }}"')], world);
    expect(scope.get('x')).toBeInstanceOf(Undefined);
    expect(scope.get('y')).toBe(5);
  });

  it('explains which layers set a variable, the winner last', () => {
    const scope = new Scope(
      [layer('role defaults', 'x: 1'), layer('play vars', 'a: 0\nx: 2'), layer('task vars', 'y: 1')],
      world,
    );
    expect(scope.explain('x')).toEqual([
      { layer: 'role defaults', from: 'role defaults', span: { file: '<role defaults>', start: 3, end: 4 } },
      { layer: 'play vars', from: 'play vars', span: { file: '<play vars>', start: 8, end: 9 } },
    ]);
  });

  it('lists each name once', () => {
    const scope = new Scope([layer('play vars', 'x: 1\ny: 2'), layer('extra vars', 'x: 3')], world);
    expect([...scope.names()]).toEqual(['x', 'y']);
  });
});
