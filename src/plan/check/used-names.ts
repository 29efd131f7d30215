import type { Node } from '../../source/node.ts';
import { isTemplate } from '../../template/template.ts';
import type { PlannedPlay } from '../plan.ts';
import { type Texts, textsOf, textsOfPlay } from './texts.ts';

/** What may name variables: plays with their tasks, the texts of template files, and what the variables are set to. */
export interface NamingTexts {
  readonly plays: readonly PlannedPlay[];
  readonly templates: Iterable<string>;
  nodesOf(variable: string): readonly Node[];
}

/**
 * The names of the variables that what was read may use, be it by way of other variables. Every word between braces counts that is no
 * attribute, and of texts without braces every word, since some are expressions; what is included while the play runs is not among them.
 */
export function usedNames({ plays, templates, nodesOf }: NamingTexts): ReadonlySet<string> {
  const used = new Set<string>();
  const open: string[] = [];
  const note = (text: string) => {
    for (const [word] of between(text).matchAll(/(?<![.\w])[a-z_]\w*/gi)) {
      if (used.has(word)) continue;
      used.add(word);
      open.push(word);
    }
  };
  for (const play of plays) for (const node of nodesIn(play)) noteAll(node, note);
  for (const text of templates) note(text);
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    for (const node of nodesOf(name)) noteAll(node, (text) => isTemplate(text) && note(text));
  }
  return used;
}

/** What stands between the braces of a text; the whole text when there are none, or others. */
function between(text: string): string {
  return text.match(/\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g)?.join(' ') ?? text;
}

function nodesIn(play: PlannedPlay): readonly Node[] {
  const tasks = [
    ...play.steps.flatMap((step) => (step.kind === 'task' ? [step.task] : [])),
    ...play.handlers.map(({ task }) => task),
  ];
  return [
    ...textsOfPlay(play),
    ...tasks.map(textsOf).flatMap(({ templates, conditions }: Texts) => [...templates, ...conditions]),
  ];
}

function noteAll(node: Node, note: (text: string) => void): void {
  if (node.kind === 'scalar') note(String(node.value));
  else if (node.kind === 'seq') for (const item of node.items) noteAll(item, note);
  else {
    for (const { key, value } of node.entries) {
      // Keys are names of arguments, not of variables.
      if (isTemplate(String(key.value))) note(String(key.value));
      noteAll(value, note);
    }
  }
}
