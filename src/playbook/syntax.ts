import type { MapNode, Node, ScalarNode } from '../source/node.ts';
import type { Span } from '../source/span.ts';

/** The keywords that a play, role, block or task sets, by name, not yet evaluated. */
export type Keywords = ReadonlyMap<string, Node>;

/** A module's name and arguments as they are written: a mapping, a free-form text, or nothing. */
export interface ActionSyntax {
  readonly name: string;
  readonly nameSpan: Span;
  readonly args: Node | undefined;
  /** More arguments, of `action: {module: MODULE TEXT, args: …, …}`, the weakest first; `args` wins over all. */
  readonly beside?: readonly Node[];
}

/** `loop:` (with `lookup` undefined) or `with_LOOKUP:`. */
export interface LoopSyntax {
  readonly lookup: string | undefined;
  readonly node: Node;
  readonly keySpan: Span;
}

export interface TaskSyntax {
  readonly kind: 'task';
  readonly keywords: Keywords;
  readonly action: ActionSyntax;
  readonly loop: LoopSyntax | undefined;
  readonly span: Span;
}

export interface BlockSyntax {
  readonly kind: 'block';
  readonly keywords: Keywords;
  readonly block: readonly Statement[];
  readonly rescue: readonly Statement[];
  readonly always: readonly Statement[];
  readonly span: Span;
}

/** What stands in a list of tasks. */
export type Statement = TaskSyntax | BlockSyntax;

/** An entry of `roles:` or of a role's `dependencies:`; what is no keyword is a parameter of the role. */
export interface RoleSyntax {
  readonly name: ScalarNode;
  readonly keywords: Keywords;
  readonly params: MapNode;
  readonly span: Span;
}

export interface PlaySyntax {
  readonly kind: 'play';
  readonly hosts: Node;
  readonly keywords: Keywords;
  readonly preTasks: readonly Statement[];
  readonly roles: readonly RoleSyntax[];
  readonly tasks: readonly Statement[];
  readonly postTasks: readonly Statement[];
  readonly handlers: readonly Statement[];
  readonly span: Span;
}

export interface ImportPlaybookSyntax {
  readonly kind: 'import-playbook';
  readonly path: ScalarNode;
  readonly keywords: Keywords;
  readonly span: Span;
}
