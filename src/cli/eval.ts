import type { Command } from 'commander';
import { exitCodes } from '../events/exit-codes.ts';
import { safeJson } from '../report/json-text.ts';
import { print } from '../run/print.ts';
import { printDiagnostics } from '../run/print-diagnostics.ts';
import { type Inputs, readInputs } from '../run/read-inputs.ts';
import { Diagnostics, WrongInput } from '../source/diagnostic.ts';
import { didYouMean } from '../source/suggest.ts';
import { display } from '../template/display.ts';
import { evaluateExpression, evaluateTemplate } from '../template/evaluate.ts';
import { settle } from '../template/settle.ts';
import { isTemplate } from '../template/template.ts';
import { TemplateError } from '../template/template-error.ts';
import { toPlain } from '../template/to-json.ts';
import type { Value } from '../template/value.ts';
import type { Scope } from '../vars/scope.ts';
import { type CliCommand, type CommandContext, examples } from './command.ts';
import { explainVariable } from './explain-variable.ts';
import { hostScope } from './host-scope.ts';
import { addOptions } from './options.ts';
import { readSettings } from './read-settings.ts';

/** The name under which messages show the expression of the command line. */
const expressionFile = '<expression>';

/** `runbook eval`: an expression, or where a variable comes from, as a task of a host would see it. */
export const command: CliCommand = {
  define(command) {
    command.argument('[expression]', 'with or without `{{ }}`; a text with `{% %}` is a template');
    command.option('--host <NAME>', 'the host whose variables it sees', 'localhost');
    command.option('--explain <VAR>', 'show everything that sets a variable, and which one wins');
    command.option('--json', 'print JSON also when the value is a text');
    addOptions(command, ['Inventory', 'Variables', 'Vault'], ['limit', 'allowEmpty']);
    examples(command, {
      "runbook eval -i hosts.yaml --host web01 'ansible_port | default(22)'": 'a value with its type, as JSON',
      "runbook eval \"['b', 'a'] | sort\"": 'without an inventory',
      'runbook eval -i hosts.yaml --host web01 --explain http_port': 'every place that sets it, the winner last',
    });
  },

  async run(command, context) {
    const { settings } = readSettings(command, context);
    const diagnostics = new Diagnostics();
    const inputs = await readInputs(
      { settings, diagnostics, playbook: undefined },
      { io: context.invocation, sources: context.sources },
    );
    const scope = scopeOf(command, inputs, context, diagnostics);
    if (scope === undefined || diagnostics.failed) throw new WrongInput(diagnostics.all);
    printDiagnostics(diagnostics.all, context.invocation, context.sources);
    const lines = await answer(command, scope, context);
    print(inputs.secrets.mask(lines.join('\n')).split('\n'), context.invocation);
    return exitCodes.ok;
  },
};

function scopeOf(
  command: Command,
  inputs: Inputs,
  context: CommandContext,
  diagnostics: Diagnostics,
): Scope | undefined {
  const { host: name } = command.opts<{ host: string }>();
  const host = inputs.inventory.host(name);
  if (host !== undefined) return hostScope(host, inputs, context.invocation.cwd());
  const help = didYouMean(name, inputs.inventory.hosts.keys(), 'see what there is: `runbook inventory --graph`');
  diagnostics.error('unknown-host', `the inventory has no host \`${name}\``, help);
  return undefined;
}

async function answer(command: Command, scope: Scope, context: CommandContext): Promise<string[]> {
  const { explain, json } = command.opts<{ explain?: string; json?: true }>();
  if (explain !== undefined) return explainVariable(explain, scope, context);
  const [expression] = command.args;
  if (expression === undefined) throw nothingAsked();
  context.sources.add(expressionFile, expression);
  return shown(await evaluate(expression, scope), json ?? false);
}

async function evaluate(text: string, scope: Scope): Promise<Value> {
  try {
    return await settle(() => (isTemplate(text) ? evaluateTemplate(text, scope) : evaluateExpression(text, scope)));
  } catch (error) {
    if (error instanceof TemplateError) throw wrongExpression(text, error);
    throw error;
  }
}

function shown(value: Value, json: boolean): string[] {
  if (!json && typeof value === 'string') return display(value).split('\n');
  return safeJson(JSON.stringify(toPlain(value), undefined, json ? undefined : 2)).split('\n');
}

function wrongExpression(text: string, error: TemplateError): WrongInput {
  const { message, help, place, text: inner } = error;
  const span = error.span ?? {
    file: expressionFile,
    ...(inner === text && place ? place : { start: 0, end: text.length }),
  };
  const way = error.from.map(({ name }) => `in the variable \`${name}\``).join(', ');
  const rest = { span, ...(way === '' ? {} : { label: way }), ...(help === undefined ? {} : { help }) };
  return new WrongInput([{ severity: 'error', code: 'bad-expression', message, ...rest }]);
}

function nothingAsked(): WrongInput {
  const message = 'there is nothing to evaluate';
  const help = "give an expression, such as `runbook eval '1 + 1'`, or `--explain VAR`";
  return new WrongInput([{ severity: 'error', code: 'missing-argument', message, help }]);
}
