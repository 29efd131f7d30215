import { expandOnHost } from '../../shell/expand.ts';
import { quote } from '../../shell/quote.ts';
import { text } from '../args.ts';
import { guardArgs, inputArgs } from '../command-args.ts';
import { commandVerdict } from '../command-verdict.ts';
import type { Module } from '../module.ts';

/** `shell`: runs a command line in a shell of the host. */
export const shell: Module = {
  name: 'shell',
  summary: 'Runs a command line in a shell of the host',
  args: {
    cmd: { type: 'str', required: true, about: 'the command line' },
    executable: { type: 'path', default: '/bin/sh', about: 'the shell, such as `/bin/bash`' },
    ...guardArgs,
    ...inputArgs,
  },
  freeForm: 'cmd',

  async decide(args, host) {
    const cmd = text(args, 'cmd') ?? '';
    if (cmd.trim() === '') return { failed: true, message: 'no command given', result: { rc: 256, cmd: null } };
    if (cmd.includes('\0')) return { failed: true, message: 'a NUL byte cannot be part of a command' };
    const script = `exec ${expandOnHost(text(args, 'executable') ?? '/bin/sh')} -c ${quote(cmd)}`;
    return await commandVerdict({ cmd, shown: cmd, script }, args, host);
  },
};
