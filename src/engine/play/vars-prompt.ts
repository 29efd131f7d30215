import type { PlannedPlay } from '../../plan/plan.ts';
import { type Diagnostic, WrongInput } from '../../source/diagnostic.ts';
import { entry, type MapNode, type Node } from '../../source/node.ts';
import { bindValues } from '../../template/bind.ts';
import type { Binding, Bindings } from '../../template/binding.ts';
import { display } from '../../template/display.ts';
import { evaluateExpression } from '../../template/evaluate.ts';
import { settle } from '../../template/settle.ts';
import type { Value } from '../../template/value.ts';
import type { Scope } from '../../vars/scope.ts';
import type { Run } from '../run.ts';

/** The values for a play's `vars_prompt`: asked of the user, unless extra vars give them. Without a terminal the default is taken. */
export async function promptForVars(play: PlannedPlay, run: Run, scope: Scope): Promise<Bindings> {
  const node = play.keywords.get('vars_prompt');
  const vars = new Map<string, Binding>();
  for (const item of node?.kind === 'seq' ? node.items : []) {
    if (item.kind !== 'map') continue;
    const name = textOf(entry(item, 'name'));
    if (name === undefined || run.variables.isExtra(name)) continue;
    vars.set(name, { value: await answer(name, item, run, scope), safe: true });
  }
  return vars;
}

async function answer(name: string, item: MapNode, run: Run, scope: Scope): Promise<string> {
  const text = (key: string) => textOf(entry(item, key));
  const isPrivate = text('private') !== 'false';
  const fallback = text('default');
  const question = `${text('prompt') ?? name}${fallback === undefined ? '' : ` [${fallback}]`}: `;
  const typed = await run.ask(question, !isPrivate);
  const given = typed || fallback;
  if (given === undefined) throw new WrongInput([nobodyThere(name, item)]);
  if (
    typed !== undefined &&
    text('confirm') === 'true' &&
    (await run.ask(`confirm ${question}`, !isPrivate)) !== given
  ) {
    return await answer(name, item, run, scope);
  }
  if (isPrivate) run.hide(given);
  const scheme = text('encrypt');
  if (scheme === undefined) return given;
  const size = text('salt_size');
  const salting = { salt: text('salt') ?? null, size: size === undefined ? null : Number(size) };
  return await hashed({ password: given, scheme, ...salting }, scope);
}

/** A password as the filter `password_hash` gives it. */
async function hashed(settings: Readonly<Record<string, Value>>, scope: Scope): Promise<string> {
  const inner = scope.over({ name: 'magic', vars: bindValues(settings) });
  return display(await settle(() => evaluateExpression('password | password_hash(scheme, salt, size)', inner)));
}

/**
 * What can be told before a run that nobody can be asked in: of the variables of a play that no extra var gives, those without a default are
 * wrong, and of the others the default is taken, with a warning.
 */
export function unanswered(play: PlannedPlay, isExtra: (name: string) => boolean): Diagnostic[] {
  const node = play.keywords.get('vars_prompt');
  return (node?.kind === 'seq' ? node.items : []).flatMap((item) => {
    const name = item.kind === 'map' ? textOf(entry(item, 'name')) : undefined;
    if (item.kind !== 'map' || name === undefined || isExtra(name)) return [];
    return [textOf(entry(item, 'default')) === undefined ? nobodyThere(name, item) : defaultTaken(name, item)];
  });
}

function defaultTaken(name: string, item: MapNode): Diagnostic {
  return {
    severity: 'warning',
    code: 'no-terminal',
    message: `\`${name}\` is asked for, and nobody is at a terminal: its default is taken`,
    span: item.span,
    help: `give it: \`-e ${name}=…\``,
  };
}

function nobodyThere(name: string, item: MapNode): Diagnostic {
  return {
    severity: 'error',
    code: 'no-terminal',
    message: `\`${name}\` is asked for, and nobody is at a terminal`,
    span: item.span,
    help: `give it: \`-e ${name}=…\``,
  };
}

function textOf(node: Node | undefined): string | undefined {
  return node?.kind === 'scalar' && node.value !== null ? String(node.value) : undefined;
}
