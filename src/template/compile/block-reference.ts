import { type Callable, Instance, Undefined, type Value } from '../value.ts';
import type { State } from './state.ts';

/** Renders a block, the one at `depth` of its stack, inside of the current scope. There, `super()` is the next one. */
export function runBlock(state: State, name: string, depth: number): void {
  const run = state.blocks.at(name, depth);
  if (run === undefined) return;
  state.within(state.scope, (scope) => {
    scope.set('super', superBlock(state, name, depth + 1));
    run(state);
  });
}

function superBlock(state: State, name: string, depth: number): Value {
  if (state.blocks.at(name, depth) !== undefined) return new SuperBlock(state, name, depth);
  return new Undefined('super', `there is no block \`${name}\` in a template that this one extends`);
}

/** `super` inside of a block: calling it renders the block of the template that is extended. */
class SuperBlock extends Instance {
  override readonly typeName = 'BlockReference';
  readonly #state: State;
  readonly #name: string;
  readonly #depth: number;

  constructor(state: State, name: string, depth: number) {
    super();
    this.#state = state;
    this.#name = name;
    this.#depth = depth;
  }

  override display(): string {
    return `<BlockReference ${this.#name}>`;
  }

  override attribute(name: string): Value | undefined {
    return name === 'super' ? superBlock(this.#state, this.#name, this.#depth + 1) : undefined;
  }

  override get call(): Callable {
    return () => this.#state.capture(() => runBlock(this.#state, this.#name, this.#depth));
  }
}

/** `self` inside of a template: its blocks as functions. */
export class SelfReference extends Instance {
  override readonly typeName = 'TemplateReference';
  readonly #state: State;

  constructor(state: State) {
    super();
    this.#state = state;
  }

  override display(): string {
    return '<TemplateReference None>';
  }

  override attribute(name: string): Value | undefined {
    if (this.#state.blocks.at(name, 0) === undefined) return undefined;
    return () => this.#state.capture(() => runBlock(this.#state, name, 0));
  }
}
