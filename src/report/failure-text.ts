import type { Outcome } from '../events/outcome.ts';
import { ending } from './ending.ts';
import { isInFile, place } from './place.ts';

/** All that is known of a failure, as plain text: message, place, command, how it ended, and both streams whole. */
export function failureText(outcome: Outcome): string {
  const { message, at, includedFrom = [], command, stdout, stderr, help } = outcome;
  const parts = [
    message?.trim(),
    at === undefined || !isInFile(at) ? undefined : `at ${place(at)}`,
    ...includedFrom.map((from) => `included from ${place(from)}`),
    command === undefined ? undefined : `command: ${command}`,
    ending(outcome),
    stream('stdout', stdout),
    stream('stderr', stderr),
    help === undefined ? undefined : `help: ${help}`,
  ];
  return parts.filter((part) => part !== undefined && part !== '').join('\n');
}

function stream(name: string, text: string | undefined): string | undefined {
  return text === undefined || text.trim() === '' ? undefined : `${name}:\n${text.trimEnd()}`;
}
