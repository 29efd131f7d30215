import type { Diagnostics } from '../../source/diagnostic.ts';
import type { Node } from '../../source/node.ts';
import { suggest } from '../../source/suggest.ts';
import { isTemplate } from '../../template/template.ts';
import { qualifiedName } from '../../vars/role.ts';
import { failureStrategies, failureStrategy } from '../failure-strategy.ts';
import { listed } from '../inherit.ts';
import type { PlannedPlay, Task } from '../plan.ts';
import { checkTemplates, type TemplatePlace } from './check-templates.ts';
import { textsOfPlay } from './texts.ts';

const choices: Readonly<Record<string, readonly string[]>> = {
  strategy: ['linear', 'free', 'host_pinned', 'debug'],
  order: ['inventory', 'sorted', 'reverse_sorted', 'reverse_inventory', 'shuffle'],
};

/** Holds a play's own settings, and the handlers it notifies, against what is known before any host is. */
export function checkPlay(play: PlannedPlay, place: TemplatePlace): void {
  const { diagnostics } = place;
  for (const node of textsOfPlay(play)) checkTemplates(node, place);
  for (const [name, allowed] of Object.entries(choices)) checkChoice(name, allowed, play, diagnostics);
  checkFailureStrategy(play.keywords.get('on_failure'), diagnostics);
  for (const size of listed(play.keywords.get('serial'))) checkSerial(size, diagnostics);
  if (!mayGainHandlers(play)) for (const task of tasksOf(play)) checkNotify(task, play, diagnostics);
}

function literal(node: Node | undefined): string | undefined {
  if (node?.kind !== 'scalar' || node.value === null || isTemplate(String(node.value))) return undefined;
  return String(node.value);
}

function checkChoice(name: string, allowed: readonly string[], play: PlannedPlay, diagnostics: Diagnostics): void {
  const node = play.keywords.get(name);
  const value = literal(node)?.replace(/^ansible\.builtin\./, '');
  if (node === undefined || value === undefined || allowed.includes(value)) return;
  const meant = suggest(value, allowed);
  diagnostics.error('wrong-value', `\`${name}\` cannot be \`${value}\``, {
    span: node.span,
    help: meant === undefined ? `use one of ${allowed.join(', ')}` : `did you mean \`${meant}\`?`,
  });
}

function checkFailureStrategy(node: Node | undefined, diagnostics: Diagnostics): void {
  if (node === undefined || (node.kind === 'scalar' && literal(node) === undefined)) return;
  const [entry, ...others] = node.kind === 'map' ? node.entries : [];
  const count = others.length === 0 ? entry?.value : undefined;
  if (count?.kind === 'scalar' && isTemplate(String(count.value))) return;
  const text = entry === undefined ? literal(node) : count && `${entry.key.value}: ${literal(count)}`;
  if (text !== undefined && failureStrategy(text) !== undefined) return;
  diagnostics.error('wrong-value', `\`on_failure\` must be ${failureStrategies}`, {
    span: node.span,
    ...(text === undefined ? {} : { label: `found \`${text}\`` }),
  });
}

function checkSerial(size: Node, diagnostics: Diagnostics): void {
  const value = literal(size);
  if (size.kind === 'scalar' && (value === undefined || /^\s*\d+(?:\.\d+)?\s*%?\s*$/.test(value))) return;
  diagnostics.error('bad-serial', '`serial` needs a number of hosts or a share of them', {
    span: size.span,
    label: value === undefined ? 'not a number' : `\`${value}\` is neither`,
    help: 'write `serial: 5`, `serial: "30%"`, or a list of such sizes',
  });
}

const tasksOf = (play: PlannedPlay): Task[] => [
  ...play.steps.flatMap((step) => (step.kind === 'task' ? [step.task] : [])),
  ...play.handlers.map(({ task }) => task),
];

/** Roles that are included while the play runs may bring handlers, and a name with a template may become any. */
function mayGainHandlers(play: PlannedPlay): boolean {
  const includes = tasksOf(play).some(
    ({ action }) => action.kind === 'include-role' || action.kind === 'include-tasks',
  );
  return includes || play.handlers.some(({ task }) => isTemplate(String(task.name?.value ?? '')));
}

function checkNotify(task: Task, play: PlannedPlay, diagnostics: Diagnostics): void {
  const known = play.handlers.flatMap(({ task: { name, role }, listen }) => {
    const own = name === undefined ? [] : [String(name.value)];
    return [
      ...own,
      ...(role === undefined
        ? []
        : own.flatMap((text) => [`${qualifiedName(role)} : ${text}`, `${role.name} : ${text}`])),
      ...listen,
    ];
  });
  for (const node of task.notify) {
    const name = literal(node);
    if (name === undefined || known.includes(name)) continue;
    const meant = suggest(name, known);
    diagnostics.error('unknown-handler', `no handler is called \`${name}\` or listens to it`, {
      span: node.span,
      label: 'not a handler of this play',
      help: meant === undefined ? 'add it to `handlers`' : `did you mean \`${meant}\`?`,
    });
  }
}
