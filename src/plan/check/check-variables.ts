import { Diagnostics } from '../../source/diagnostic.ts';
import type { Node } from '../../source/node.ts';
import { problemsOf } from '../../template/problems.ts';
import { isTemplate } from '../../template/template.ts';
import { type Layer, precedence } from '../../vars/precedence.ts';
import type { PlannedPlay } from '../plan.ts';
import { checkTemplates, type TemplatePlace } from './check-templates.ts';
import { usedNames } from './used-names.ts';

/** Variables to hold against the library, and what may use them. */
export interface VariableTexts {
  readonly layers: Iterable<Layer>;
  readonly plays: readonly PlannedPlay[];
  /** The texts of the template files of the plays' tasks. */
  readonly templates: Iterable<string>;
}

interface Definition {
  readonly node: Node;
  readonly rank: number;
}

/**
 * Complains about templates in variables that could never be evaluated. In one that nothing uses, or that a stronger layer sets as
 * well, that is a warning: a playbook that never evaluates it works all the same.
 */
export function checkVariables({ layers, plays, templates }: VariableTexts, place: TemplatePlace): void {
  const all = definitionsIn(layers);
  const isWrong = wrongness();
  const suspects = [...all].flatMap(([name, found]) => found.filter(isWrong).map((one) => ({ name, ...one })));
  if (suspects.length === 0) return;
  const nodesOf = (name: string) => (all.get(name) ?? []).map(({ node }) => node);
  const used = usedNames({ plays, templates, nodesOf });
  for (const { name, node, rank } of suspects) {
    const isShadowed = all.get(name)?.some((other) => other.rank > rank) ?? false;
    const isUsed = used.has(name) || name.startsWith('ansible_');
    if (isUsed && !isShadowed) checkTemplates(node, place);
    else warn(node, isUsed ? `a stronger \`${name}\` stands in for it` : `nothing uses \`${name}\``, place);
  }
}

function definitionsIn(layers: Iterable<Layer>): Map<string, Definition[]> {
  const all = new Map<string, Definition[]>();
  const seen = new Set<Layer['vars']>();
  for (const { name: layer, vars } of layers) {
    if (seen.has(vars)) continue;
    seen.add(vars);
    const rank = precedence.indexOf(layer);
    for (const name of vars.keys()) {
      const binding = vars.get(name);
      if (binding === undefined || !('node' in binding)) continue;
      const known = all.get(name);
      if (known === undefined) all.set(name, [{ node: binding.node, rank }]);
      else known.push({ node: binding.node, rank });
    }
  }
  return all;
}

/**
 * Tells whether there is anything to say about a definition. Nearly all have no template, or a good one; of those that differ in numbers
 * only, as the variables of many hosts do, one is looked at.
 */
function wrongness(): (definition: Definition) => boolean {
  const good = new Set<string>();
  const isWrongText = (text: string) => {
    if (!isTemplate(text)) return false;
    const shape = text.replace(/(?<![\w.])\d+/g, '0');
    if (good.has(shape)) return false;
    if (problemsOf(text, 'template').length > 0) return true;
    good.add(shape);
    return false;
  };
  const isWrong = (node: Node): boolean => {
    if (node.kind === 'scalar')
      return node.tag === undefined && typeof node.value === 'string' && isWrongText(node.value);
    if (node.kind === 'seq') return node.items.some(isWrong);
    return node.entries.some(({ key, value }) => isWrong(key) || isWrong(value));
  };
  return ({ node }) => isWrong(node);
}

/** Says what would be an error as a warning, and nothing about what would be a warning. */
function warn(node: Node, label: string, place: TemplatePlace): void {
  const diagnostics = new Diagnostics();
  checkTemplates(node, { ...place, diagnostics });
  for (const diagnostic of diagnostics.all)
    if (diagnostic.severity === 'error') place.diagnostics.add({ ...diagnostic, severity: 'warning', label });
}
