import { randomBytes } from 'node:crypto';
import { expandOnHost } from '../../shell/expand.ts';
import { Fields, look, lookFunctions } from '../../shell/look.ts';
import { quote } from '../../shell/quote.ts';
import { text } from '../args.ts';
import { fileResult } from '../file-result.ts';
import type { Module } from '../module.ts';

/** `tempfile`: a new empty file or folder that nobody else can touch. */
export const tempfile: Module = {
  name: 'tempfile',
  summary: 'Makes a temporary file or folder on the host',
  args: {
    state: { type: 'str', choices: ['directory', 'file'], default: 'file', about: 'which of the two' },
    path: { type: 'path', about: 'folder to make it in, instead of `$TMPDIR` or /tmp' },
    prefix: { type: 'str', default: 'ansible.', about: 'what its name begins with' },
    suffix: { type: 'str', default: '', about: 'what its name ends in' },
  },
  check: 'skip',

  async decide(args) {
    const name = `${text(args, 'prefix') ?? ''}${randomName()}${text(args, 'suffix') ?? ''}`;
    if (/[/\0]/.test(name))
      return { failed: true, message: `\`${name}\` is no file name`, help: 'name the folder in `path`' };
    const folder = text(args, 'path');
    const make = text(args, 'state') === 'directory' ? 'mkdir "$p"' : 'set -C; : > "$p"';
    const script = [
      `${lookFunctions}d=${folder === undefined ? usualFolder : expandOnHost(folder)}`,
      `cd "$d" || exit 1; p=$(pwd)/${quote(name)}`,
      `umask 077; ${make} || exit 1`,
      look('"$p"'),
    ].join('\n');
    return {
      change: true,
      actions: [{ kind: 'run', script, shown: `tempfile ${name}` }],
      finish: ([output]) => {
        const made = new Fields(output?.stdout ?? '').look();
        return { result: { path: made.path, ...fileResult(made) } };
      },
    };
  },
};

const usualFolder = `"\${TMPDIR:-/tmp}"`;

/** Eight characters, as Python's `tempfile` has them. */
function randomName(): string {
  const letters = 'abcdefghijklmnopqrstuvwxyz0123456789_';
  return [...randomBytes(8)].map((byte) => letters.charAt(byte % letters.length)).join('');
}
