import { basename } from 'node:path';
import type { Statement } from '../playbook/syntax.ts';
import type { Diagnostics } from '../source/diagnostic.ts';
import { displayPath } from '../source/display-path.ts';
import type { Node } from '../source/node.ts';
import type { Sources } from '../source/sources.ts';
import type { Span } from '../source/span.ts';
import type { Context } from '../template/context.ts';
import type { Role } from '../vars/role.ts';
import type { Inherited } from './inherit.ts';
import type { TagChoice } from './tags.ts';

/** Whether plays gather facts that do not say it: always, never, or where none are known yet. */
export type Gathering = 'implicit' | 'explicit' | 'smart';

/** What every part of the compiler shares while one play, or one file included at run time, is compiled. */
export interface Compilation {
  readonly sources: Sources;
  readonly diagnostics: Diagnostics;
  readonly isModule: (name: string) => boolean;
  /** The variables that are known before any host is: extra vars, the play's own, its vars files whose names are known. */
  readonly statics: Context;
  readonly tags: TagChoice;
  /** Every tag that something in the playbooks has. */
  readonly knownTags: Set<string>;
  readonly gathering: Gathering;
  /** The folder of the playbook. */
  readonly folder: string;
  /** Folders in which roles are searched for, besides the playbook's own. */
  readonly rolesPath: readonly string[];
  /** Folders that hold `ansible_collections`. */
  readonly collectionsPath: readonly string[];
  /** Roles used so far, in order. */
  readonly roles: Role[];
  /** The names of those that `roles:` or a task names, also where the role has run before. */
  readonly roleNames: string[];
  /** The handlers of those roles, to be compiled with the play's own. */
  readonly roleHandlers: Unit[];
  /** The uses of roles whose handlers were noted: an equal one brings no others. */
  readonly usedRoles: Set<string>;
  /** The template files that were looked at, with their texts. */
  readonly templates: Map<string, string>;
  /** The files and roles being compiled, outermost first, to find a cycle. */
  readonly stack: readonly { readonly path: string; readonly span: Span }[];
  /** An id for a task, a block or a group of handlers: see {@link idSequence}. */
  readonly nextId: () => string;
}

/**
 * Ids in the order in which a text is compiled. Those of a file or role that is included while a play runs begin with the include's own
 * id, so that none depends on what hosts have included before.
 */
export function idSequence(prefix = ''): () => string {
  let last = 0;
  return () => {
    last += 1;
    return `${prefix}${last}`;
  };
}

/** Statements of one file with what they inherit: what an import, a role or an include stands for. */
export interface Unit {
  readonly statements: readonly Statement[];
  readonly file: string;
  readonly inherited: Inherited;
  readonly compilation: Compilation;
  /** The role whose own tasks end with it. */
  readonly endsRole?: Role;
}

/** The compilation of something that `path` stands for, or `undefined` (and a complaint) when it is being compiled already. */
export function enter(compilation: Compilation, path: string, span: Span): Compilation | undefined {
  const cycle = compilation.stack.find((outer) => outer.path === path);
  if (cycle === undefined) return { ...compilation, stack: [...compilation.stack, { path, span }] };
  const [file = '', tasks] = path.split('#');
  const what = tasks === undefined ? `\`${displayPath(file)}\`` : `the role \`${basename(file)}\``;
  compilation.diagnostics.error('import-cycle', `${what} imports itself`, {
    span,
    label: 'imported again here',
    help: 'break the circle, or use `include_tasks` with a condition',
    related: [{ span: cycle.span, label: 'imported first here' }],
  });
  return undefined;
}

/** A scalar's text, or `undefined` for anything else. */
export function textOf(node: Node | undefined): string | undefined {
  return node?.kind === 'scalar' && node.value !== null ? String(node.value) : undefined;
}
