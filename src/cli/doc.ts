import { exitCodes } from '../events/exit-codes.ts';
import { modules } from '../modules/all.ts';
import type { ArgSpec, Module } from '../modules/module.ts';
import { findModule, suggestModule } from '../modules/registry.ts';
import { textLines } from '../report/console/readable.ts';
import { print } from '../run/print.ts';
import { WrongInput } from '../source/diagnostic.ts';
import { display } from '../template/display.ts';
import { type CliCommand, examples } from './command.ts';

/** `runbook doc`: what the modules do and which arguments they take, from the specs that check tasks. */
export const command: CliCommand = {
  define(command) {
    command.argument('[module]', 'one module, with its arguments; without it, a list of all');
    examples(command, {
      'runbook doc': 'every module in a line',
      'runbook doc copy': 'what `copy` does and takes',
    });
  },

  async run(command, { invocation }) {
    const [name] = command.args;
    print(textLines(name === undefined ? listModules(modules) : describeModule(moduleOf(name))), invocation);
    return exitCodes.ok;
  },
};

function moduleOf(name: string): Module {
  const module = findModule(name);
  if (module !== undefined) return module;
  const meant = suggestModule(name);
  const help = meant === undefined ? 'see all of them: `runbook doc`' : `did you mean \`${meant}\`?`;
  throw new WrongInput([{ severity: 'error', code: 'unknown-module', message: `unknown module \`${name}\``, help }]);
}

/** A line for each module. */
export function listModules(all: readonly Module[]): string {
  const sorted = [...all].sort((a, b) => (a.name < b.name ? -1 : 1));
  return columns(sorted.map(({ name, summary }) => [name, summary]));
}

/** What a module does, and its arguments. */
export function describeModule(module: Module): string {
  const { name, summary, args, freeForm, open, check } = module;
  const notes = [
    ...(freeForm === undefined ? [] : [`Text behind \`${name}:\` goes into \`${freeForm}\`.`]),
    ...(open ? ['Takes any other argument, too.'] : []),
    check === 'skip' ? 'Check mode skips it: what it would do cannot be known.' : 'Check mode says what it would do.',
  ];
  const rows = Object.entries(args).map(([arg, spec]) => [`  ${arg}`, typeOf(spec), aboutOf(spec)]);
  const table = rows.length === 0 ? '' : `\nArguments:\n${columns(rows)}`;
  return `${name}: ${summary}\n${table}\n${notes.join('\n')}\n`;
}

function typeOf({ type, elements, choices }: ArgSpec): string {
  if (choices !== undefined) return choices.join('|');
  return elements === undefined ? type : `${type} of ${elements}`;
}

function aboutOf({ about, required, default: value, aliases }: ArgSpec): string {
  const marks = [
    ...(required ? ['required'] : []),
    ...(value === undefined ? [] : [`default: ${display(value)}`]),
    ...(aliases === undefined || aliases.length === 0 ? [] : [`also: ${aliases.join(', ')}`]),
  ];
  return marks.length === 0 ? about : `${about} (${marks.join('; ')})`;
}

/** Rows with every column but the last padded to its widest. */
function columns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_cell, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row.map((cell, at) => (at === row.length - 1 ? cell : cell.padEnd(widths[at] ?? 0))).join('  ');
  return `${rows.map(line).join('\n')}\n`;
}
