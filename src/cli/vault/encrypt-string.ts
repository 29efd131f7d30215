import { buffer } from 'node:stream/consumers';
import type { Command } from 'commander';
import { askOn, mustAsk } from '../../run/ask.ts';
import { printAside, printData } from '../../run/print.ts';
import { encryptString } from '../../vault/inline-string.ts';
import { replaceFile } from '../../vault/replace-file.ts';
import { examples } from '../command.ts';
import type { Invocation } from '../invocation.ts';
import { addEncryptVaultId, badUsage, type VaultVerb, wordOption } from './verb.ts';

/** A value to encrypt and the variable it will be, if it was given a name. */
interface Named {
  readonly name: string | undefined;
  readonly value: string | Uint8Array;
}

/** `runbook vault encrypt_string`. */
export const encryptStringVerb: VaultVerb = {
  summary: 'encrypt values as YAML to paste into a vars file',

  define(command) {
    command.alias('encrypt-string');
    command.argument('[strings...]', 'values; none or `-` reads one from standard input');
    command.option('-n, --name <NAME>', 'variable name of a value; repeatable, in the order of the values', append);
    command.option('--stdin-name <NAME>', 'variable name of the value of standard input');
    command.option('-p, --prompt', 'ask for the value');
    command.option('--show-input', 'show the value while it is typed');
    command.option('--output <FILE>', 'write here; `-` for standard output');
    addEncryptVaultId(command);
    examples(command, {
      'runbook vault encrypt_string --prompt --name db_password': 'keeps the value out of the shell history',
      'printf %s "$SECRET" | runbook vault encrypt_string --stdin-name key': 'from standard input, every byte of it',
      "runbook vault encrypt_string --vault-id dev@pw 's3cret' --name api_key": 'with a labelled password',
    });
  },

  async run(command, { invocation, passwords }) {
    const secret = await passwords.toSeal(wordOption(command, 'encryptVaultId'));
    const values = await collect(command, invocation);
    const entries: string[] = [];
    for (const { name, value } of values) entries.push(await encryptString(value, secret, name));
    const output = wordOption(command, 'output') ?? '-';
    if (output === '-') printData(entries.join(''), invocation);
    else await replaceFile(output, entries.join(''), 'private');
  },
};

async function collect(command: Command, invocation: Invocation): Promise<Named[]> {
  const names = [...((command.getOptionValue('name') as readonly string[] | undefined) ?? [])];
  const stdinName = wordOption(command, 'stdinName');
  const prompt = command.getOptionValue('prompt') === true;
  const words = command.args.filter((word) => word !== '-');
  const readsInput = command.args.includes('-') || stdinName !== undefined || (words.length === 0 && !prompt);
  const values: Named[] = [];
  if (prompt) values.push({ value: await askValue(command, invocation), name: names.shift() });
  for (const value of words) values.push({ value, name: names.shift() });
  if (readsInput) values.push({ value: await readValue(invocation), name: stdinName ?? names.shift() });
  if (names.length > 0) throw badUsage(`there is no value for \`--name ${names[0]}\``, 'give a value for every name');
  return values;
}

async function askValue(command: Command, invocation: Invocation): Promise<string> {
  const ask = mustAsk(askOn(invocation), '--prompt', 'give the value as an argument or on standard input');
  return ask('String to encrypt: ', { hidden: command.getOptionValue('showInput') !== true });
}

async function readValue(invocation: Invocation): Promise<Buffer> {
  if (invocation.stdin.isTTY) printAside(['reading the value from standard input; Ctrl-D ends it'], invocation);
  return buffer(invocation.stdin);
}

function append(word: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), word];
}
