import type { Handler } from '../../plan/plan.ts';
import type { ScalarNode } from '../../source/node.ts';
import { display } from '../../template/display.ts';
import { evaluateNode } from '../../template/evaluate-node.ts';
import { settle } from '../../template/settle.ts';
import { isTemplate } from '../../template/template.ts';
import { TemplateError } from '../../template/template-error.ts';
import { isList, Omit } from '../../template/value.ts';
import { qualifiedName } from '../../vars/role.ts';
import type { Scope } from '../../vars/scope.ts';
import type { PlayRun, Run } from '../run.ts';
import type { TaskContext } from './task-context.ts';

/** Notes the handlers that a task notifies, for the host that ran it. Gives the name of one that does not exist, or `undefined`. */
export async function notify(names: readonly string[], ctx: TaskContext, scope: Scope): Promise<string | undefined> {
  for (const name of names) {
    const handlers = await handlersOf(name, ctx.play, scope);
    if (handlers.length === 0) return name;
    addNotified(ctx.play, ctx.host.name, handlers);
  }
  return undefined;
}

/** The names that a task notifies, as its variables tell them. Throws a `TemplateError`. */
export async function notifiedNames(ctx: TaskContext, scope: Scope): Promise<string[]> {
  const names: string[] = [];
  for (const node of ctx.task.notify) {
    const value = await settle(() => evaluateNode(node, scope));
    for (const name of isList(value) ? value : [value])
      if (name !== null && !(name instanceof Omit)) names.push(display(name));
  }
  return names;
}

function addNotified(play: PlayRun, host: string, handlers: readonly Handler[]): void {
  const notified = play.notified.get(host) ?? new Set();
  play.notified.set(host, notified);
  for (const handler of handlers) notified.add(handler.task.id);
}

/** The handlers that a name means: one so called, and all that listen to it. Of several of that name the first of the last group counts. */
async function handlersOf(name: string, play: PlayRun, scope: Scope): Promise<Handler[]> {
  const listening = play.handlers.filter(({ listen }) => listen.includes(name));
  let called: Handler | undefined;
  for (const handler of [...play.handlers].reverse()) {
    if (called !== undefined && handler.group !== called.group) break;
    if ((await namesOf(handler, play, scope)).includes(name)) called = handler;
  }
  return called === undefined ? listening : [called, ...listening];
}

async function namesOf(handler: Handler, play: PlayRun, scope: Scope): Promise<string[]> {
  const { name, role } = handler.task;
  if (name === undefined) return [];
  const plain = await nameOf(name, handler, play, scope);
  if (plain === undefined) return [];
  return role === undefined ? [plain] : [plain, `${qualifiedName(role)} : ${plain}`, `${role.name} : ${plain}`];
}

/** A handler's name as the variables tell it; one that they do not tell calls nobody, and is said once a play. */
async function nameOf(node: ScalarNode, handler: Handler, play: PlayRun, scope: Scope): Promise<string | undefined> {
  const text = String(node.value);
  if (!isTemplate(text)) return text;
  try {
    return display(await settle(() => evaluateNode(node, scope)));
  } catch (error) {
    if (!(error instanceof TemplateError) || error.kind !== 'undefined') throw error;
    if (!play.nameless.has(handler) && handler.listen.length === 0) warnOf(node, error, play.run);
    play.nameless.add(handler);
    return undefined;
  }
}

function warnOf(node: ScalarNode, { message }: TemplateError, run: Run): void {
  run.emit({
    kind: 'warning',
    message: `the handler \`${String(node.value)}\` cannot be notified by its name: ${message}`,
    location: run.sources.locate(node.span),
    help: 'set the variable, or let the handler `listen` to a name without a template',
  });
}
