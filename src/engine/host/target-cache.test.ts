import { describe, expect, it } from 'vitest';
import type { Target } from '../../connection/connection.ts';
import type { Node } from '../../source/node.ts';
import type { Binding } from '../../template/binding.ts';
import type { World } from '../../template/context.ts';
import { Scope } from '../../vars/scope.ts';
import { TargetCache } from './target-cache.ts';

const node = (value: string): Node => ({ kind: 'scalar', value, plain: true, span: { file: 'x', start: 0, end: 0 } });

/** Asks a cache for the target of a host with these variables; the address it gives counts how often it was worked out. */
function asker() {
  const cache = new TargetCache();
  let count = 0;
  return (vars: Map<string, Binding>, keywords: Map<string, Node> = new Map()) => {
    const scope = new Scope([{ name: 'inventory host', vars }], {} as World);
    return cache.get('h', keywords, scope, (asked) => {
      asked('ansible_host');
      asked('ansible_port');
      count += 1;
      return { address: String(count) } as Target;
    }).address;
  };
}

describe('TargetCache', () => {
  it('works a target out once while nothing changes', () => {
    const ask = asker();
    const vars = new Map<string, Binding>([['ansible_host', { node: node('10.0.0.1') }]]);
    expect([ask(vars), ask(vars), ask(new Map([...vars, ['other', { value: 1 }]]))]).toEqual(['1', '1', '1']);
  });

  it('works it out again when a variable that it was made from is set or changed', () => {
    const ask = asker();
    const vars = new Map<string, Binding>([['ansible_host', { node: node('10.0.0.1') }]]);
    ask(vars);
    expect(ask(new Map([...vars, ['ansible_port', { value: 2222 }]]))).toBe('2');
    expect(ask(new Map([['ansible_host', { node: node('10.0.0.2') }]]))).toBe('3');
  });

  it('works it out again under another keyword', () => {
    const ask = asker();
    ask(new Map());
    expect(ask(new Map(), new Map([['remote_user', node('root')]]))).toBe('2');
  });

  it('keeps none that depends on a template', () => {
    const ask = asker();
    const vars = new Map<string, Binding>([['ansible_host', { node: node('{{ ip }}') }]]);
    expect([ask(vars), ask(vars)]).toEqual(['1', '2']);
  });
});
