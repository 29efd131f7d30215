import { checkArgs } from '../../modules/check-args.ts';
import { findModule, suggestModule } from '../../modules/registry.ts';
import type { Diagnostics } from '../../source/diagnostic.ts';
import { suggest } from '../../source/suggest.ts';
import { notBuilt } from '../../template/elsewhere.ts';
import { findLookup, namesOf } from '../../template/library.ts';
import { isTemplate } from '../../template/template.ts';
import type { Compilation } from '../compilation.ts';
import type { Task } from '../plan.ts';
import { pluginFile } from '../role/plugin-file.ts';
import { checkTemplateFile } from './check-template-file.ts';
import { checkConditions, checkTemplates, type TemplatePlace } from './check-templates.ts';
import { metaActionOf, metaActions } from './meta-actions.ts';
import { missingModule } from './missing-module.ts';
import { textsOf } from './texts.ts';

/** Holds a task against all that is known without a host: its module, its arguments, and every template in it. */
export function checkTask(task: Task, compilation: Compilation): void {
  const { diagnostics, sources } = compilation;
  const place = { diagnostics, sources, role: task.role, compilation };
  checkModule(task, place);
  checkMeta(task, diagnostics);
  checkLoop(task, place);
  const { templates, conditions } = textsOf(task);
  for (const node of templates) checkTemplates(node, place);
  for (const node of conditions) checkConditions(node, place);
  checkTemplateFile(task, place);
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

function checkLoop(task: Task, place: TemplatePlace): void {
  const { loop } = task;
  const { diagnostics } = place;
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
  const missing = { kind: 'lookup', name: loop.lookup } as const;
  if (notBuilt(missing) !== undefined || pluginFile(missing, place) !== undefined) {
    diagnostics.warn('unknown-lookup', `the loop \`with_${loop.lookup}\` is not built into runbook`, {
      span: loop.keySpan,
      label: 'fails on the hosts that reach it',
    });
    return;
  }
  const meant = suggest(
    `with_${loop.lookup}`,
    [...namesOf('lookup')].map((name) => `with_${name}`),
  );
  diagnostics.error('unknown-lookup', `there is no loop \`with_${loop.lookup}\``, {
    span: loop.keySpan,
    help: meant === undefined ? 'use `loop`' : `did you mean \`${meant}\`?`,
  });
}

function checkModule(task: Task, place: TemplatePlace): void {
  if (task.action.kind !== 'module') return;
  const { name, args, moreArgs } = task.action;
  const { diagnostics } = place;
  if (name === 'async_status' || isTemplate(name)) return;
  const module = findModule(name);
  if (module !== undefined) {
    checkArgs(args, module, diagnostics, task.moduleDefaults.length > 0 || moreArgs !== undefined);
    return;
  }
  if (missingModule(task, place) !== undefined) return;
  const meant = suggestModule(name);
  diagnostics.error('unknown-module', `unknown module \`${task.written}\``, {
    span: task.writtenAt,
    label: 'not a module',
    ...(meant === undefined ? {} : { help: `did you mean \`${meant}\`?` }),
  });
}
