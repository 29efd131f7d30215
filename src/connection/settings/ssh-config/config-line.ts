import SSHConfig, { type Directive, type Line } from 'ssh-config';
import { wrongSetting } from '../wrong-setting.ts';

/** One line of an ssh_config(5) file that says something. */
export interface ConfigLine {
  /** In lower case. */
  readonly name: string;
  /** The value as one text. */
  readonly text: string;
  /** The value as words, quotes taken off. */
  readonly words: readonly string[];
  /** `file:line`, for messages. */
  readonly origin: string;
}

/** Reads an ssh_config(5) file. Throws a `ConnectionError` of kind `unsupported` for one that makes no sense. */
export function parseSshConfig(text: string, file: string): ConfigLine[] {
  try {
    return [...flatten(SSHConfig.parse(text), { file, line: 1 })];
  } catch (error) {
    throw wrongSetting(`${file} cannot be read: ${(error as Error).message}`, 'check it with `ssh -G HOST`');
  }
}

/** The parser keeps the blank space around lines, which is where the line numbers are. */
function* flatten(lines: Iterable<Line>, at: { readonly file: string; line: number }): Generator<ConfigLine> {
  for (const line of lines) {
    at.line += newlines(line.before);
    if ('param' in line) yield configLine(line, `${at.file}:${at.line}`);
    at.line += newlines(line.after);
    if ('config' in line) yield* flatten(line.config, at);
  }
}

function newlines(blank: string): number {
  return blank.split('\n').length - 1;
}

function configLine({ param, value }: Directive, origin: string): ConfigLine {
  const name = param.toLowerCase();
  if (typeof value === 'string') return { name, text: value, words: [value], origin };
  const text = value.map(({ val, separator, quoted }) => `${separator}${quoted ? `"${val}"` : val}`).join('');
  return { name, text: text.trim(), words: value.map(({ val }) => val), origin };
}
