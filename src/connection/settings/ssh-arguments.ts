import { SplitError, splitWords } from '../../shell/words.ts';
import { honoured, isHarmless } from './honoured-options.ts';
import type { SshOption } from './ssh-options.ts';
import { unsupportedSetting, wrongSetting } from './wrong-setting.ts';

/** What words of an ssh command line ask for. */
export interface SshArguments {
  readonly options: readonly SshOption[];
  /** `-F`: the configuration file to read in place of the user's; `none` for no file at all. */
  readonly configFile?: string;
}

/** Flags with a value that are short for an option. */
const shorthand: Readonly<Record<string, string>> = {
  i: 'identityfile',
  l: 'user',
  p: 'port',
  J: 'proxyjump',
  S: 'controlpath',
  E: 'loglevel',
  e: 'escapechar',
};

/** Flags without a value that stand for an option, or for nothing that matters here. */
const switches: Readonly<Record<string, readonly [name: string, value: string] | undefined>> = {
  A: ['forwardagent', 'yes'],
  a: ['forwardagent', 'no'],
  '4': ['addressfamily', 'inet'],
  '6': ['addressfamily', 'inet6'],
  C: undefined,
  k: undefined,
  M: undefined,
  n: undefined,
  q: undefined,
  T: undefined,
  t: undefined,
  v: undefined,
  x: undefined,
  y: undefined,
};

/**
 * Reads words for the command line of ssh(1), as `ansible_ssh_common_args` and its like have them. Throws a `ConnectionError` of kind
 * `unsupported` for whatever would be lost silently otherwise; `origin` names the variable.
 */
export function parseSshArguments(text: string, origin: string): SshArguments {
  const words = splitArguments(text, origin);
  const options: SshOption[] = [];
  let configFile: string | undefined;
  while (words.length > 0) {
    const word = words.shift() as string;
    if (!/^-[A-Za-z0-9]/.test(word)) throw unknown(word, origin);
    for (let at = 1; at < word.length; at++) {
      const flag = word[at] as string;
      if (Object.hasOwn(switches, flag)) {
        const option = switches[flag];
        if (option !== undefined) options.push({ name: option[0], value: option[1], origin });
        continue;
      }
      if (flag !== 'o' && flag !== 'F' && !Object.hasOwn(shorthand, flag)) throw unknown(`-${flag}`, origin);
      const value = word.slice(at + 1) || words.shift();
      if (value === undefined)
        throw wrongSetting(`nothing follows \`-${flag}\` in ${origin}`, `write \`-${flag} VALUE\``);
      if (flag === 'F') configFile = value;
      else options.push(...optionOf(flag, value, origin));
      break;
    }
  }
  return { options, ...(configFile !== undefined && { configFile }) };
}

/** Splits such words as a shell does. Throws a `ConnectionError` of kind `unsupported` for quotes that do not match. */
export function splitArguments(text: string, origin: string): string[] {
  try {
    return splitWords(text);
  } catch (error) {
    if (error instanceof SplitError)
      throw wrongSetting(`${error.message} in ${origin}`, 'quote the words as for a shell');
    throw error;
  }
}

function optionOf(flag: string, value: string, origin: string): SshOption[] {
  const name = shorthand[flag];
  if (name !== undefined) return kept(name, value, origin);
  const match = /^\s*([A-Za-z0-9]+)\s*[=\s]\s*(.*?)\s*$/.exec(value);
  if (match === null) throw wrongSetting(`\`-o ${value}\` in ${origin} has no value`, 'write `-o Name=value`');
  return kept(match[1] as string, unquoted(match[2] as string), origin);
}

function kept(name: string, value: string, origin: string): SshOption[] {
  const lower = name.toLowerCase();
  if (honoured.has(lower)) return [{ name: lower, value, origin }];
  if (isHarmless(lower, value)) return [];
  throw unknown(`-o ${name}=${value}`, origin);
}

/** ssh itself takes one pair of quotes off an option's value. */
function unquoted(value: string): string {
  return /^"[^"]*"$/.test(value) ? value.slice(1, -1) : value;
}

function unknown(word: string, origin: string): Error {
  return unsupportedSetting(
    `\`${word}\` in ${origin} is nothing that the built-in SSH knows`,
    "remove it, or set `ansible_connection: openssh` to use the system's `ssh` for this host",
  );
}
