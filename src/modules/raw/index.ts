import { quote } from '../../shell/quote.ts';
import { text } from '../args.ts';
import { plainFinish } from '../command-result.ts';
import type { Module } from '../module.ts';

/** `raw`: hands a text to the login shell, for hosts that have little else. */
export const raw: Module = {
  name: 'raw',
  summary: 'Hands a command line to the login shell as it is, for hosts without a POSIX shell',
  args: {
    cmd: { type: 'str', required: true, about: 'the command line' },
    executable: { type: 'path', about: 'a shell to run it with instead, by its absolute path' },
    creates: { type: 'str', about: 'taken out of the text and passed over, as in Ansible' },
    removes: { type: 'str', about: 'the same' },
    chdir: { type: 'str', about: 'the same' },
  },
  freeForm: 'cmd',
  check: 'skip',
  keepsArgs: false,

  async decide(args) {
    const cmd = text(args, 'cmd') ?? '';
    if (cmd.trim() === '') return { failed: true, message: 'no command given', result: { rc: 256 } };
    if (cmd.includes('\0')) return { failed: true, message: 'a NUL byte cannot be part of a command' };
    const executable = text(args, 'executable');
    const script = executable === undefined ? cmd : `${quote(executable)} -c ${quote(cmd)}`;
    return {
      change: true,
      actions: [{ kind: 'run', script, shown: cmd, raw: true, tolerate: 'any' }],
      finish: ([output]) => (output === undefined ? {} : plainFinish(output)),
    };
  },
};
