import { type BecomeMethod, type BecomeOptions, becomeMethods } from '../../shell/become/become-line.ts';
import { asBool } from '../../template/as-bool.ts';
import { display } from '../../template/display.ts';
import { TemplateError } from '../../template/template-error.ts';
import { Omit, Undefined, type Value } from '../../template/value.ts';
import type { Scope } from '../../vars/scope.ts';
import { keyword } from '../keyword.ts';
import type { TaskContext } from '../task/task-context.ts';
import { environmentOf } from './environment.ts';
import type { Privileges } from './run-script.ts';

/**
 * As whom and in which environment a task runs. Variables (`ansible_become_user`, …) win over keywords, keywords over the run's options.
 * `connection` is the scope of the host that it runs on, which is another host's when the task is delegated.
 */
export async function privilegesOf(ctx: TaskContext, scope: Scope, connection: Scope): Promise<Privileges> {
  const environment = await environmentOf(ctx, scope);
  const variable = (name: string) => connection.get(`ansible_${name}`);
  const wanted =
    asBool(variable('become')) ?? asBool(await keyword(ctx.task, 'become', scope)) ?? ctx.run.settings.become.become;
  if (!wanted) return { environment, become: undefined, password: undefined };
  const { settings, hide } = ctx.run;
  const setting = async (name: string, option: string | undefined) =>
    textOf(variable(name)) ?? textOf(await keyword(ctx.task, name, scope)) ?? option;
  const method = methodOf((await setting('become_method', settings.become.method)) || 'sudo');
  const passwords = [`become_password`, `become_pass`, `${method}_pass`, `${method}_password`];
  const password =
    passwords.map((name) => textOf(variable(name))).find((text) => text !== undefined && text !== '') ??
    settings.become.password;
  if (password !== undefined) hide(password);
  const flags = await setting('become_flags', undefined);
  const exe = await setting('become_exe', undefined);
  const become: BecomeOptions = {
    method,
    user: (await setting('become_user', settings.become.user)) || 'root',
    password: password !== undefined,
    ...(flags === undefined ? {} : { flags }),
    ...(exe === undefined ? {} : { exe }),
  };
  return { environment, become, password };
}

function methodOf(text: string): BecomeMethod {
  const name = text.replace(/^(?:ansible\.builtin|community\.general)\./, '');
  const known = becomeMethods.find((method) => method === name);
  if (known !== undefined) return known;
  throw new TemplateError('error', `there is no become method \`${text}\``, {
    help: `use \`${becomeMethods.join('`, `')}\``,
  });
}

const textOf = (value: Value | undefined): string | undefined =>
  value === undefined || value === null || value instanceof Undefined || value instanceof Omit
    ? undefined
    : display(value);
