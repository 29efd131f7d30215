import type { Binding } from '../template/binding.ts';
import type { Value } from '../template/value.ts';
import type { Layer } from './precedence.ts';

/** What a run has learned about one host: facts, `include_vars`, `set_fact` and registered results. */
export class HostStore {
  /** Facts by their names without `ansible_`. */
  readonly facts = new Map<Value, Value>();
  /** Facts of `set_fact` with `cacheable`, as `ansible_facts` holds them too. */
  readonly cached = new Map<string, Binding>();
  readonly included = new Map<string, Binding>();
  readonly set = new Map<string, Binding>();

  /** The layer of facts: each as `ansible_NAME`, all of them as `ansible_facts`. */
  readonly factLayer: Layer = {
    name: 'host facts',
    from: 'facts of the host',
    vars: {
      get: (name) => this.#fact(name),
      has: (name) => this.#fact(name) !== undefined,
      keys: () => this.#factNames(),
    },
  };

  readonly includedLayer: Layer = { name: 'include_vars', vars: this.included };
  readonly setLayer: Layer = { name: 'set_facts and registered', vars: this.set };

  /** Forgets what `setup` and cacheable `set_fact` have told (`meta: clear_facts`). */
  clearFacts(): void {
    this.facts.clear();
    this.cached.clear();
  }

  #fact(name: string): Binding | undefined {
    if (name === 'ansible_facts') return { value: this.facts };
    const fact = name.startsWith('ansible_') ? this.facts.get(name.slice('ansible_'.length)) : undefined;
    return fact === undefined ? this.cached.get(name) : { value: fact };
  }

  *#factNames(): MapIterator<string> {
    yield 'ansible_facts';
    for (const name of this.facts.keys()) yield `ansible_${name}`;
    yield* this.cached.keys();
  }
}
