import { checkArgs } from '../modules/check-args.ts';
import { classify, findModule, suggestModule } from '../modules/registry.ts';
import type { Diagnostics } from '../source/diagnostic.ts';
import type { Node } from '../source/node.ts';
import { suggest } from '../source/suggest.ts';
import { findLookup, namesOf } from '../template/library.ts';
import { isTemplate } from '../template/template.ts';
import { checkConditions, checkTemplates } from './check-templates.ts';
import { foreignOrigin } from './foreign-module.ts';
import { metaActionOf, metaActions } from './meta-actions.ts';
import type { Task } from './plan.ts';

/** Keywords whose text is an expression without braces. */
const expressions = ['changed_when', 'failed_when', 'until'];

/** Keywords that hold other tasks' business, or were looked at when they were read. */
const unchecked = new Set(['vars', 'when', ...expressions]);

/** Holds a task against all that is known without a host: its module, its arguments, and every template in it. */
export function checkTask(task: Task, diagnostics: Diagnostics): void {
  checkModule(task, diagnostics);
  checkMeta(task, diagnostics);
  checkLoop(task, diagnostics);
  const templates: Node[] = [...task.environment, ...task.notify, ...(task.loop ? [task.loop.node] : [])];
  if (task.name !== undefined) templates.push(task.name);
  for (const [name, node] of task.keywords) if (!unchecked.has(name)) templates.push(node);
  for (const { vars } of task.vars) {
    for (const name of vars.keys()) {
      const binding = vars.get(name);
      if (binding !== undefined && 'node' in binding) templates.push(binding.node);
    }
  }
  for (const node of templates) checkTemplates(node, diagnostics);
  for (const node of task.conditions) checkConditions(node, diagnostics);
  for (const name of expressions) {
    const node = task.keywords.get(name);
    if (node !== undefined) checkConditions(node, diagnostics);
  }
}

function checkMeta(task: Task, diagnostics: Diagnostics): void {
  if (task.action.kind !== 'meta') return;
  const name = metaActionOf(task.action.action);
  if (name in metaActions || isTemplate(name)) return;
  const meant = suggest(name, Object.keys(metaActions));
  diagnostics.error('unknown-meta', `there is no meta action \`${name}\``, {
    span: task.action.action.span,
    help: meant === undefined ? `use one of ${Object.keys(metaActions).join(', ')}` : `did you mean \`${meant}\`?`,
  });
}

function checkLoop(task: Task, diagnostics: Diagnostics): void {
  const { loop } = task;
  if (loop?.lookup === undefined) {
    const literal = loop?.node;
    if (literal?.kind !== 'map' && !(literal?.kind === 'scalar' && !isTemplate(String(literal.value)))) return;
    diagnostics.error('bad-loop', '`loop` needs a list', {
      span: literal.span,
      label: literal.kind === 'map' ? 'a mapping' : 'a single value',
      help: 'write a list, or a template that gives one, such as `"{{ packages }}"`',
    });
    return;
  }
  if (findLookup(loop.lookup) !== undefined) return;
  const meant = suggest(
    `with_${loop.lookup}`,
    [...namesOf('lookup')].map((name) => `with_${name}`),
  );
  diagnostics.error('unknown-lookup', `there is no loop \`with_${loop.lookup}\``, {
    span: loop.keySpan,
    help: meant === undefined ? 'use `loop`' : `did you mean \`${meant}\`?`,
  });
}

function checkModule(task: Task, diagnostics: Diagnostics): void {
  if (task.action.kind !== 'module') return;
  const { name, args } = task.action;
  checkTemplates(args, diagnostics);
  if (name === 'async_status') return;
  const module = findModule(name);
  if (module !== undefined) {
    checkArgs(args, module, diagnostics, task.moduleDefaults.length > 0);
    return;
  }
  if (classify(name) === 'elsewhere') {
    diagnostics.warn('module-not-built', `module \`${task.written}\` is not built into runbook`, {
      span: task.writtenAt,
      label: 'fails on the hosts that reach it',
    });
    return;
  }
  const origin = foreignOrigin(name, task);
  if (origin !== undefined) {
    diagnostics.warn('module-not-built', `module \`${task.written}\` is not built into runbook`, {
      span: task.writtenAt,
      label: `taken for one of ${origin}; fails on the hosts that reach it`,
    });
    return;
  }
  const meant = suggestModule(name);
  diagnostics.error('unknown-module', `unknown module \`${task.written}\``, {
    span: task.writtenAt,
    label: 'not a module',
    ...(meant === undefined ? {} : { help: `did you mean \`${meant}\`?` }),
  });
}
