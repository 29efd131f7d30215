import { Command, CommanderError } from 'commander';
import { exitCodes } from '../events/exit-codes.ts';
import { textLines } from '../report/console/readable.ts';
import { print, printAside } from '../run/print.ts';
import { WrongInput } from '../source/diagnostic.ts';
import type { CliCommand, CommandContext } from './command.ts';
import { commands } from './commands.ts';
import type { Invocation } from './invocation.ts';
import { usageDiagnostic } from './usage.ts';
import { version } from './version.ts';

/** A command line that was understood: which command, and how to do its work. */
export type Work = (context: CommandContext) => Promise<number>;

/**
 * Reads the command line. The answer is what to do next; help and version have been printed already and leave nothing to do but their
 * exit code. Throws {@link WrongInput} when the words make no sense.
 */
export async function readCommandLine(invocation: Invocation): Promise<Work> {
  const args = invocation.argv.slice(2);
  let work: Work = async () => exitCodes.ok;
  const program = await buildProgram(invocation, args, (command, implementation) => {
    work = (context) => implementation.run(command, context);
  });
  try {
    await program.parseAsync(args, { from: 'user' });
    return work;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return async () => exitCodes.ok;
    if (error.code === 'commander.help') return async () => exitCodes.wrongInput;
    throw new WrongInput([usageDiagnostic(error, wordOf(args))]);
  }
}

type Choose = (command: Command, implementation: CliCommand) => void;

/** The program with an entry for every command; only the one that is asked for is loaded and has its options. */
async function buildProgram(invocation: Invocation, args: readonly string[], choose: Choose): Promise<Command> {
  const program = setUp(new Command('runbook'), invocation)
    .description(
      'Runs Ansible-style playbooks and commands over SSH on many hosts at once, with no Python on either side.',
    )
    .usage('COMMAND [OPTIONS]')
    .version(version(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .addHelpText('after', '\n`runbook COMMAND --help` shows the options and examples of a command.');
  const wanted = wordOf(args);
  for (const [name, entry] of Object.entries(commands)) {
    const command = setUp(program.command(name), invocation)
      .summary(entry.summary)
      .description(sentence(entry.summary));
    command.helpOption('-h, --help', 'print this help');
    if (name !== wanted) continue;
    const { command: implementation } = await entry.load();
    implementation.define(command);
    for (const leaf of leaves(command)) leaf.action(() => choose(leaf, implementation));
  }
  return program;
}

/** The commands that do something: the verbs of one that has verbs (`vault encrypt`), or else itself. */
function leaves(command: Command): Command[] {
  return command.commands.length === 0 ? [command] : command.commands.flatMap(leaves);
}

/** The command that the words ask for; also `runbook help play` needs all of `play`. */
function wordOf(args: readonly string[]): string | undefined {
  const words = args.filter((word) => !word.startsWith('-'));
  return words[0] === 'help' ? words[1] : words[0];
}

function setUp(command: Command, invocation: Invocation): Command {
  return command
    .exitOverride()
    .showSuggestionAfterError(true)
    .configureOutput({
      writeOut: (text) => print(textLines(text), invocation),
      writeErr: (text) => printAside(textLines(text), invocation),
      outputError: () => {},
      getOutHelpWidth: () => width(invocation),
      getErrHelpWidth: () => width(invocation),
    });
}

function width({ stdout }: Invocation): number {
  return Math.min(stdout.columns ?? 100, 120);
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
