import { expandOnHost } from '../../shell/expand.ts';
import { SplitError, splitWords } from '../../shell/words.ts';
import { display } from '../../template/display.ts';
import { text, texts } from '../args.ts';
import { guardArgs, inputArgs } from '../command-args.ts';
import { commandVerdict } from '../command-verdict.ts';
import type { Args, Module } from '../module.ts';

/** `command`: runs a program without a shell around it. */
export const command: Module = {
  name: 'command',
  summary: 'Runs a program on the host, without a shell: no pipes, no redirections, no wildcards',
  args: {
    cmd: { type: 'str', about: 'the program and its arguments, quoted as in a shell; `~` and `$NAME` are expanded' },
    argv: { type: 'list', elements: 'str', about: 'the program and its arguments, each an item' },
    ...guardArgs,
    ...inputArgs,
    executable: { type: 'path', about: 'taken by `shell` only; here it has no effect' },
  },
  freeForm: 'cmd',
  exclusive: [['cmd', 'argv']],
  requireOneOf: [['cmd', 'argv']],

  async decide(args, host) {
    const words = wordsOf(args);
    if ('problem' in words)
      return { failed: true, message: words.problem, help: 'quote it, or write the words as a list under `argv:`' };
    if (words.length === 0) return { failed: true, message: 'no command given', result: { rc: 256, cmd: null } };
    if (words.some((word) => word.includes('\0')))
      return { failed: true, message: 'a NUL byte cannot be part of a command' };
    const script = `exec ${words.map(expandOnHost).join(' ')}`;
    return await commandVerdict({ cmd: words, shown: words.map(display).join(' '), script }, args, host);
  },
};

function wordsOf(args: Args): string[] | { readonly problem: string } {
  const argv = texts(args, 'argv');
  if (argv !== undefined) return argv;
  try {
    return splitWords(text(args, 'cmd') ?? '');
  } catch (error) {
    if (error instanceof SplitError) return { problem: error.message };
    throw error;
  }
}
