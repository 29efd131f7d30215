import type { Sources } from '../../source/sources.ts';
import type { Binding, Bindings } from '../../template/binding.ts';
import type { Context, World } from '../../template/context.ts';
import { evaluateNode } from '../../template/evaluate-node.ts';
import { TemplateError } from '../../template/template-error.ts';
import { noteUnsafe } from '../../template/unsafe.ts';
import type { Value } from '../../template/value.ts';

/** Variables of one source, as far as they are looked at here. */
export type VarsLayer = Pick<Bindings, 'get' | 'has' | 'keys'>;

/** A host as the expressions of a constructed inventory see it: the variables that the inventory gives it, weakest layer first. */
export class HostContext implements Context {
  readonly world: World;
  readonly #layers: readonly VarsLayer[];
  /** The variables that are being evaluated, to notice one that uses itself. */
  readonly #pending = new Set<string>();

  constructor(layers: readonly VarsLayer[], world: World) {
    this.#layers = layers;
    this.world = world;
  }

  get(name: string): Value | undefined {
    const binding = this.#layers.findLast((layer) => layer.has(name))?.get(name);
    return binding === undefined ? undefined : this.#evaluate(name, binding);
  }

  names(): Iterable<string> {
    return new Set(this.#layers.flatMap((layer) => [...layer.keys()]));
  }

  #evaluate(name: string, binding: Binding): Value {
    if ('value' in binding) {
      if (binding.safe !== true) noteUnsafe();
      return binding.value;
    }
    if (this.#pending.has(name)) throw new TemplateError('error', `the variable \`${name}\` is made of itself`);
    this.#pending.add(name);
    try {
      return evaluateNode(binding.node, this);
    } finally {
      this.#pending.delete(name);
    }
  }
}

/** The controller while the inventory is read: there is no playbook yet, so no folder to look for files in. */
export function inventoryWorld(sources: Sources): World {
  return {
    env: process.env,
    now: () => new Date(),
    random: Math.random,
    searchPath: () => [],
    read: (path) => sources.read(path),
    decrypt: (armoured) => decrypt(armoured, sources),
  };
}

function decrypt(armoured: string, sources: Sources): string {
  if (sources.decrypt !== undefined) return sources.decrypt(armoured, '<vault>');
  throw new TemplateError('error', 'this value is vaulted, and no vault password was given', {
    help: 'add `--ask-vault-pass` or `--vault-password-file FILE`',
  });
}
