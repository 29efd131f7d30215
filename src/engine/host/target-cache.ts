import type { Target } from '../../connection/connection.ts';
import type { Keywords } from '../../playbook/syntax.ts';
import type { Node } from '../../source/node.ts';
import type { Binding } from '../../template/binding.ts';
import { isTemplate } from '../../template/template.ts';
import type { Scope } from '../../vars/scope.ts';

/** The keywords that say how to connect. */
const connectionKeywords = ['connection', 'remote_user', 'user', 'port'] as const;

interface Known {
  readonly target: Target;
  readonly keywords: readonly (Node | undefined)[];
  /** Every variable that was asked for, and what it was bound to. */
  readonly asked: ReadonlyMap<string, Binding | undefined>;
}

/**
 * Keeps, for each host, where its last task connected to. A target is good as long as every variable that it was worked out from is bound to
 * the same thing; one that depends on a template is worked out anew for each task.
 */
export class TargetCache {
  readonly #known = new Map<string, Known>();

  /** The target of a host, worked out by `resolve` unless it is still known; `resolve` asks for variables through what it is given. */
  get(host: string, keywords: Keywords, scope: Scope, resolve: (asked: (name: string) => void) => Target): Target {
    const words = connectionKeywords.map((name) => keywords.get(name));
    const known = this.#known.get(host);
    if (known !== undefined && isGood(known, words, scope)) return known.target;
    const asked = new Map<string, Binding | undefined>();
    const target = resolve((name) => asked.set(name, scope.binding(name)));
    if ([...asked.values()].every(isPlain) && words.every(isPlainNode))
      this.#known.set(host, { target, keywords: words, asked });
    else this.#known.delete(host);
    return target;
  }
}

function isGood({ keywords, asked }: Known, words: readonly (Node | undefined)[], scope: Scope): boolean {
  if (words.some((word, index) => word !== keywords[index])) return false;
  for (const [name, binding] of asked) if (!isSame(scope.binding(name), binding)) return false;
  return true;
}

/** Layers that work their values out make a new binding each time. */
function isSame(a: Binding | undefined, b: Binding | undefined): boolean {
  if (a === b) return true;
  if (a === undefined || b === undefined) return false;
  return 'value' in a ? 'value' in b && a.value === b.value : 'node' in b && a.node === b.node;
}

const isPlain = (binding: Binding | undefined): boolean =>
  binding === undefined || 'value' in binding || isPlainNode(binding.node);

const isPlainNode = (node: Node | undefined): boolean =>
  node === undefined || (node.kind === 'scalar' && node.tag !== 'vault' && !isTemplate(String(node.value)));
