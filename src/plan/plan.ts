import type { Keywords, LoopSyntax } from '../playbook/syntax.ts';
import type { MapNode, Node, ScalarNode } from '../source/node.ts';
import type { Span } from '../source/span.ts';
import type { Layer } from '../vars/precedence.ts';
import type { Role } from '../vars/role.ts';
import type { Inherited } from './inherit.ts';

/** Everything that a run will do, decided from text alone. */
export interface Plan {
  readonly plays: readonly PlannedPlay[];
}

/** A play with its roles, imports and blocks flattened into steps. `hosts` and the settings in `keywords` are evaluated when it starts. */
export interface PlannedPlay {
  readonly name: string;
  readonly hosts: Node;
  readonly keywords: Keywords;
  readonly steps: readonly Step[];
  readonly handlers: readonly Handler[];
  /** The roles of `roles:` and of `import_role`, in order: their defaults and vars are seen by the whole play. */
  readonly roles: readonly Role[];
  /** The names of those that `roles:` or `import_role` name, also where such a role has run before. */
  readonly roleNames: readonly string[];
  /** The play's `vars` and what `import_playbook` added to them. */
  readonly vars: readonly Layer[];
  readonly file: string;
  readonly folder: string;
  readonly span: Span;
}

/**
 * Where a host goes on after a failure: at step `to` of the same list, with the failure kept under `block` until a `recover` or
 * `resume` step of that block. `rescuing` says whether a rescue section is on the way from there outwards.
 */
export interface FailureTarget {
  to: number;
  readonly block: string;
  readonly rescuing: boolean;
}

/** One thing to do, or one turn in the way through a flattened block. */
export type Step =
  | { readonly kind: 'task'; readonly task: Task; readonly onFailure?: FailureTarget }
  /** Runs the handlers notified so far. */
  | { readonly kind: 'flush' }
  | { readonly kind: 'jump'; to: number }
  /** The end of a rescue section: the block's failure is forgiven. */
  | { readonly kind: 'recover'; readonly block: string }
  /** The end of an always section: a failure of the block that nothing forgave goes on outwards. */
  | { readonly kind: 'resume'; readonly block: string; readonly onFailure?: FailureTarget }
  /** The end of a role's own tasks: an equal use of it need not be done again. */
  | { readonly kind: 'role-end'; readonly role: Role };

/** What a task does. Imports are gone by now; includes are decided on each host when it gets there. */
export type TaskAction =
  /** `moreArgs` is a template for a mapping of more arguments, weaker than those of `args`. */
  | {
      readonly kind: 'module';
      readonly name: string;
      readonly args: MapNode;
      readonly moreArgs?: ScalarNode | undefined;
    }
  | { readonly kind: 'include-tasks'; readonly file: Node; readonly apply: Node | undefined; readonly outer: Inherited }
  | {
      readonly kind: 'include-role';
      readonly args: MapNode;
      /** Its own `vars`. */
      readonly vars: Node | undefined;
      readonly outer: Inherited;
    }
  | { readonly kind: 'meta'; readonly action: Node };

/** A task with all that it inherits from its blocks, role and play, not yet evaluated. */
export interface Task {
  readonly id: string;
  readonly name: ScalarNode | undefined;
  /** The module's name as it was written, and where. */
  readonly written: string;
  readonly writtenAt: Span;
  readonly action: TaskAction;
  /** The nearest value of every keyword that is not joined over the levels as those below are. */
  readonly keywords: Keywords;
  /** Every `when` from the outermost block inwards. */
  readonly conditions: readonly Node[];
  readonly tags: readonly string[];
  /** Every `environment`, the outermost first: later ones win. */
  readonly environment: readonly Node[];
  readonly moduleDefaults: readonly Node[];
  readonly notify: readonly Node[];
  /** Variables of blocks and of the task, outermost first. */
  readonly vars: readonly Layer[];
  readonly loop: LoopSyntax | undefined;
  readonly role: Role | undefined;
  readonly handler: boolean;
  readonly file: string;
  /** The whole task: it stands where this starts. */
  readonly span: Span;
  /** Where the file it stands in was included from, innermost first. */
  readonly includedFrom: readonly Span[];
}

/** A task that runs when it was notified by its name or by a topic it listens to. */
export interface Handler {
  readonly task: Task;
  readonly listen: readonly string[];
  /** Which `handlers` it stands in, of the play or of a use of a role: among those of one the first of a name counts. */
  readonly group: string;
}
