import type { BlockNode, Statement } from '../syntax/ast.ts';
import type { Run } from './state.ts';

/** The blocks of a template by name, those inside of other blocks and tags too, each compiled. */
export function collectBlocks(
  body: readonly Statement[],
  compileBody: (body: readonly Statement[]) => Run,
): ReadonlyMap<string, Run> {
  const blocks = new Map<string, Run>();
  for (const node of findBlocks(body)) blocks.set(node.name, compileBody(node.body));
  return blocks;
}

function* findBlocks(body: readonly Statement[]): Generator<BlockNode> {
  for (const statement of body) {
    if (statement.kind === 'block') yield statement;
    for (const inner of innerBodies(statement)) yield* findBlocks(inner);
  }
}

function innerBodies(statement: Statement): (readonly Statement[])[] {
  switch (statement.kind) {
    case 'if':
      return [...statement.branches.map((branch) => branch.body), statement.otherwise];
    case 'for':
      return [statement.body, statement.otherwise];
    case 'macro':
    case 'call-block':
      return [statement.macro.body];
    case 'set-block':
    case 'filter-block':
    case 'with':
    case 'scope':
    case 'block':
      return [statement.body];
    default:
      return [];
  }
}
