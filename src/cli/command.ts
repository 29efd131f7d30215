import type { Command } from 'commander';
import type { Sources } from '../source/sources.ts';
import type { Invocation } from './invocation.ts';

/** What every command works with. */
export interface CommandContext {
  readonly invocation: Invocation;
  /** Every text the user gave, for messages. */
  readonly sources: Sources;
}

/** One command of the program, loaded only when it is asked for. */
export interface CliCommand {
  /** Adds arguments, options and examples to the command's entry in the program. */
  define(command: Command): void;
  /** Does the work of a parsed command line (`command.args`, `command.opts()`) and gives the exit code. Throws `WrongInput`. */
  run(command: Command, context: CommandContext): Promise<number>;
}

/** Adds the examples at the end of a command's help: a line of shell each, with what it does. */
export function examples(command: Command, lines: Readonly<Record<string, string>>): void {
  const width = Math.max(...Object.keys(lines).map((line) => line.length));
  const shown = Object.entries(lines).map(([line, about]) => `  ${line.padEnd(width)}  # ${about}`);
  command.addHelpText('after', `\nExamples:\n${shown.join('\n')}`);
}
