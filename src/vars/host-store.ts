import type { Binding } from '../template/binding.ts';
import type { Dict, Value } from '../template/value.ts';
import { isConnectionVariable } from './connection-variable.ts';
import type { Layer } from './precedence.ts';

const PREFIX = 'ansible_';

/** What a run has learned about one host: facts, `include_vars`, `set_fact` and registered results. */
export class HostStore {
  readonly included = new Map<string, Binding>();
  readonly set = new Map<string, Binding>();
  /** All facts, as `ansible_facts` has them. */
  readonly #facts: Dict = new Map();
  /** Names of facts that are variables without `ansible_` before them. */
  readonly #bare = new Set<Value>();

  /**
   * The layer of facts: each as `ansible_NAME`, or as `NAME` when it is bare, and all of them as `ansible_facts`. There alone is one that would
   * be a variable of the connection: a host with an interface called `user` must not redirect the next login.
   */
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

  /** Keeps facts; those that are `bare` are variables of their own name. */
  learn(facts: Dict, bare = false): void {
    for (const [name, value] of facts) {
      this.#facts.set(name, value);
      if (bare) this.#bare.add(name);
      else this.#bare.delete(name);
    }
  }

  /** Facts that are bare, or those that are not. */
  facts(bare: boolean): Dict {
    return new Map([...this.#facts].filter(([name]) => this.#bare.has(name) === bare));
  }

  /** Forgets what `setup` and cacheable `set_fact` have told (`meta: clear_facts`). */
  clearFacts(): void {
    this.#facts.clear();
    this.#bare.clear();
  }

  #fact(name: string): Binding | undefined {
    if (name === 'ansible_facts') return { value: this.#facts };
    const key = this.#keyOf(name);
    const fact = key === undefined ? undefined : this.#facts.get(key);
    return fact === undefined ? undefined : { value: fact };
  }

  #keyOf(name: string): string | undefined {
    if (isConnectionVariable(name)) return undefined;
    if (this.#bare.has(name)) return name;
    const key = name.startsWith(PREFIX) ? name.slice(PREFIX.length) : undefined;
    return this.#bare.has(key ?? null) ? undefined : key;
  }

  *#factNames(): Generator<string> {
    yield 'ansible_facts';
    for (const key of this.#facts.keys()) {
      const name = this.#bare.has(key) ? String(key) : `${PREFIX}${String(key)}`;
      if (!isConnectionVariable(name)) yield name;
    }
  }
}
