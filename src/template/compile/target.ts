import { Namespace } from '../globals/namespace.ts';
import { listOf } from '../python/iterate.ts';
import { failure } from '../refuse.ts';
import type { Target } from '../syntax/ast.ts';
import type { Value } from '../value.ts';
import { located } from './locate.ts';
import type { State } from './state.ts';

/** Gives a value to what stands left of `=` or between `for` and `in`, in the current scope. */
export type Assign = (state: State, value: Value) => undefined;

/** Compiles an assignment's target: a name, several for the items of a list, or a namespace's attribute. */
export function compileTarget(target: Target): Assign {
  switch (target.kind) {
    case 'name': {
      const { name } = target;
      return (state, value) => void state.scope.set(name, value);
    }
    case 'targets':
      return compileTargets(target);
    case 'namespace':
      return compileNamespace(target);
  }
}

function compileTargets({ items }: Extract<Target, { kind: 'targets' }>): Assign {
  const assigns = items.map(compileTarget);
  return (state, value) => {
    const values = listOf(value);
    if (values.length !== assigns.length)
      throw failure(`${assigns.length} names are set from ${values.length} ${values.length === 1 ? 'item' : 'items'}`);
    assigns.forEach((assign, index) => {
      assign(state, values[index]!);
    });
  };
}

function compileNamespace({ name, attribute, ...place }: Extract<Target, { kind: 'namespace' }>): Assign {
  return (state, value) =>
    located(place, (): undefined => {
      const namespace = state.variable(name);
      if (!(namespace instanceof Namespace))
        throw failure(
          `\`${name}\` is not a namespace, so its \`${attribute}\` cannot be set`,
          `start with \`{% set ${name} = namespace() %}\``,
        );
      namespace.set(attribute, value);
    })(state);
}
