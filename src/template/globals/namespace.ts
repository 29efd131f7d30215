import { repr } from '../display.ts';
import { textOf } from '../python/coerce.ts';
import { dictMethods, pairsOf } from '../python/dict-methods.ts';
import { noteKeeper } from '../unsafe.ts';
import { type Callable, type Dict, Instance, type Value } from '../value.ts';

/** What `namespace()` makes: an object whose attributes `{% set ns.name = … %}` can set from within a loop. */
export class Namespace extends Instance {
  override readonly typeName = 'Namespace';
  readonly #attributes: Dict = new Map();

  set(name: string, value: Value): void {
    noteKeeper(this.#attributes);
    this.#attributes.set(name, value);
  }

  override attribute(name: string): Value | undefined {
    return this.#attributes.get(name);
  }

  override item(index: Value): Value | undefined {
    return this.#attributes.get(index);
  }

  override display(): string {
    return `<Namespace ${repr(this.#attributes)}>`;
  }
}

/** The global `namespace(...)`, which takes what `dict` takes. */
export const namespace: Callable = (args, kwargs) => {
  const made = new Namespace();
  for (const argument of args)
    for (const [name, value] of pairsOf(argument)) made.set(textOf(name, 'the name of an attribute'), value);
  for (const [name, value] of kwargs) made.set(name, value);
  return made;
};

/** The global `dict(...)`. */
export const dictOf: Callable = (args, kwargs) => {
  const made: Dict = new Map();
  dictMethods.get('update')!(made, 'dict')(args, kwargs);
  return made;
};
