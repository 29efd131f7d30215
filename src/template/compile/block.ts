import { failure } from '../refuse.ts';
import type { BlockNode } from '../syntax/ast.ts';
import { runBlock } from './block-reference.ts';
import { located } from './locate.ts';
import type { Run, State } from './state.ts';

/** Compiles the place of a block: it renders the innermost child's block of that name. */
export function compileBlock(node: BlockNode): Run {
  const { name, scoped, required } = node;
  return located(node, (state: State) => {
    if (state.writesNothing) return undefined;
    if (required && state.blocks.at(name, 1) === undefined)
      throw failure(`the required block \`${name}\` is not defined by the template that extends this one`);
    // Inside of a loop a block sees the loop's variables only when it says so.
    const outer = state.scope;
    if (!scoped) state.scope = state.root;
    runBlock(state, name, 0);
    state.scope = outer;
    return undefined;
  });
}
