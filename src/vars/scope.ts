import type { Node, ScalarNode } from '../source/node.ts';
import type { Span } from '../source/span.ts';
import type { Binding } from '../template/binding.ts';
import type { Context, World } from '../template/context.ts';
import { evaluateData, evaluateNode } from '../template/evaluate-node.ts';
import { TemplateError } from '../template/template-error.ts';
import { keepsUnsafe, noteUnsafe, type Watched, watched } from '../template/unsafe.ts';
import { Undefined, type Value } from '../template/value.ts';
import type { Layer, LayerName } from './precedence.ts';

/** One layer that sets a variable, for `eval --explain`. The last of a list is the one that wins. */
export interface Explanation {
  readonly layer: LayerName;
  readonly from?: string;
  readonly span?: Span;
}

/**
 * The variables as one task on one host sees them. Nothing is evaluated before it is asked for, and then once only: what a variable's
 * template gave is kept as long as the scope lives.
 */
export class Scope implements Context {
  readonly layers: readonly Layer[];
  readonly world: World;
  readonly #known = new Map<string, Watched<Value>>();
  readonly #open = new Set<string>();

  /** `layers` are in the order of {@link precedence}, the weakest first. */
  constructor(layers: readonly Layer[], world: World) {
    this.layers = layers;
    this.world = world;
  }

  /** The same variables with stronger ones on top. */
  over(...layers: Layer[]): Scope {
    return new Scope([...this.layers, ...layers], this.world);
  }

  get(name: string): Value | undefined {
    const known = this.#known.get(name);
    if (known !== undefined) return told(known.value, known.unsafe);
    const binding = this.binding(name);
    if (binding === undefined) return undefined;
    if ('value' in binding) return told(binding.value, binding.safe !== true);
    const result = watched(() => this.#evaluate(name, binding.node));
    this.#known.set(name, result);
    return result.value;
  }

  /** The same, but the text of each template that misses a variable in place of what is undefined, as `hostvars` has it. */
  getOrText(name: string): Value | undefined {
    const value = this.get(name);
    const binding = value instanceof Undefined ? this.binding(name) : undefined;
    return binding !== undefined && 'node' in binding ? evaluateNode(binding.node, this, textOf) : value;
  }

  *names(): Iterable<string> {
    const seen = new Set<string>();
    for (const layer of this.layers) {
      for (const name of layer.vars.keys()) {
        if (!seen.has(name)) yield name;
        seen.add(name);
      }
    }
  }

  /** Every layer that sets `name`, the winning one last. */
  explain(name: string): Explanation[] {
    return this.layers.flatMap((layer) => {
      const binding = layer.vars.get(name);
      if (binding === undefined) return [];
      return [
        {
          layer: layer.name,
          ...(layer.from === undefined ? {} : { from: layer.from }),
          ...('node' in binding ? { span: binding.node.span } : {}),
        },
      ];
    });
  }

  /** What a variable is bound to, not evaluated; `undefined` when no layer sets it. */
  binding(name: string): Binding | undefined {
    for (let index = this.layers.length - 1; index >= 0; index -= 1) {
      const binding = this.layers[index]?.vars.get(name);
      if (binding !== undefined) return binding;
    }
    return undefined;
  }

  #evaluate(name: string, node: Node): Value {
    if (this.#open.has(name)) throw this.#loop(name);
    this.#open.add(name);
    try {
      return evaluateData(node, this);
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error;
      error.span ??= node.span;
      // What is missing is only an error where it is used: `default` and `is defined` look through variables.
      if (error.kind === 'undefined') return new Undefined(name, error.message);
      throw error.via(name);
    } finally {
      this.#open.delete(name);
    }
  }

  #loop(name: string): TemplateError {
    const names = [...this.#open];
    const way = [...names.slice(names.indexOf(name)), name].map((step) => `\`${step}\``);
    return new TemplateError('error', `variable \`${name}\` refers to itself: ${way.join(' → ')}`);
  }
}

/** The text of a template that misses a variable. */
function textOf(node: ScalarNode, error: TemplateError): Value {
  if (error.kind !== 'undefined') throw error;
  return node.value;
}

/** A variable's value, after whoever evaluates has been told that it is unsafe. */
function told(value: Value, unsafe: boolean): Value {
  if (unsafe || keepsUnsafe(value)) noteUnsafe();
  return value;
}
