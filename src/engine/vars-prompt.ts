import type { PlannedPlay } from '../plan/plan.ts';
import { WrongInput } from '../source/diagnostic.ts';
import { entry, type MapNode, type Node } from '../source/node.ts';
import type { Binding, Bindings } from '../template/binding.ts';
import { passwordHash } from '../template/filters/password-hash.ts';
import type { Run } from './run.ts';

/** The values for a play's `vars_prompt`: asked of the user, unless extra vars give them. Without a terminal the default is taken. */
export async function promptForVars(play: PlannedPlay, run: Run): Promise<Bindings> {
  const node = play.keywords.get('vars_prompt');
  const vars = new Map<string, Binding>();
  for (const item of node?.kind === 'seq' ? node.items : []) {
    if (item.kind !== 'map') continue;
    const name = textOf(entry(item, 'name'));
    if (name === undefined || run.variables.isExtra(name)) continue;
    vars.set(name, { value: await answer(name, item, run) });
  }
  return vars;
}

async function answer(name: string, item: MapNode, run: Run): Promise<string> {
  const text = (key: string) => textOf(entry(item, key));
  const isPrivate = text('private') !== 'false';
  const fallback = text('default');
  const question = `${text('prompt') ?? name}${fallback === undefined ? '' : ` [${fallback}]`}: `;
  const given = (await run.ask(question, !isPrivate)) || fallback;
  if (given === undefined) throw nobodyThere(name, item);
  if (text('confirm') === 'true' && (await run.ask(`confirm ${question}`, !isPrivate)) !== given) {
    return await answer(name, item, run);
  }
  if (isPrivate) run.hide(given);
  const scheme = text('encrypt');
  return scheme === undefined ? given : passwordHash(given, scheme, { salt: text('salt') });
}

function nobodyThere(name: string, item: MapNode): WrongInput {
  return new WrongInput([
    {
      severity: 'error',
      code: 'no-terminal',
      message: `\`${name}\` is asked for, and nobody is at a terminal`,
      span: item.span,
      help: `give it: \`-e ${name}=…\``,
    },
  ]);
}

function textOf(node: Node | undefined): string | undefined {
  return node?.kind === 'scalar' && node.value !== null ? String(node.value) : undefined;
}
