import type { CommanderError } from 'commander';
import type { Diagnostic } from '../source/diagnostic.ts';

const codes: readonly { readonly of: string; readonly code: string }[] = [
  { of: 'commander.unknownOption', code: 'unknown-option' },
  { of: 'commander.unknownCommand', code: 'unknown-command' },
  { of: 'commander.missingArgument', code: 'missing-argument' },
  { of: 'commander.optionMissingArgument', code: 'missing-argument' },
  { of: 'commander.excessArguments', code: 'too-many-arguments' },
];

/** The parser's complaint about the command line in our own form, with the next thing to type. */
export function usageDiagnostic(error: CommanderError, command: string | undefined): Diagnostic {
  const [, message = error.message, meant] =
    /^(?:error: )?(.*?)(?:\n\(Did you mean (.*)\?\))?$/s.exec(error.message) ?? [];
  return {
    severity: 'error',
    code: codes.find(({ of }) => of === error.code)?.code ?? 'bad-usage',
    message: wording(message),
    help: meant === undefined ? elseHelp(command) : `did you mean \`${meant.replace(/^one of /, '')}\`?`,
  };
}

/** The parser quotes with `'…'` and ends with a full stop; our messages quote with back-quotes and do not. */
function wording(message: string): string {
  return message
    .replaceAll(/'([^']*)'/g, '`$1`')
    .replace(/^option `(.*)` argument missing$/, 'option `$1` needs a value')
    .replace(/^missing required argument `(.*)`$/, 'argument `$1` is missing')
    .replace(/^too many arguments.*Expected (\d+).*got (\d+)\.$/, 'too many arguments: expected $1, found $2');
}

function elseHelp(command: string | undefined): string {
  return command === undefined ? 'see `runbook --help`' : `see \`runbook ${command} --help\``;
}
