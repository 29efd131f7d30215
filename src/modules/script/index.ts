import { randomBytes } from 'node:crypto';
import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { expandOnHost } from '../../shell/expand.ts';
import { inlineText } from '../../shell/inline-text.ts';
import { quote } from '../../shell/quote.ts';
import { text } from '../args.ts';
import { guardArgs } from '../command-args.ts';
import { folderProblem, inFolder, needless } from '../command-guard.ts';
import { plainFinish } from '../command-result.ts';
import type { Args, Module, RunAction } from '../module.ts';
import { notFound } from '../not-found.ts';

/** `script`: runs a script of the controller on the host. */
export const script: Module = {
  name: 'script',
  summary: 'Runs a script of this machine on the host, with arguments',
  args: {
    cmd: {
      type: 'str',
      required: true,
      about: 'path of the script here, and its arguments as the host’s shell reads them',
    },
    executable: { type: 'path', about: 'program that reads the script, instead of its first line' },
    decrypt: { type: 'bool', default: true, about: 'decrypt a script that is vaulted' },
    ...guardArgs,
  },
  freeForm: 'cmd',
  keepsArgs: false,

  async decide(args, host) {
    const { path, rest } = split(text(args, 'cmd') ?? '');
    const file = host.controller.find('files', path);
    if (file === undefined || statSync(file).isDirectory())
      return notFound(path, host.controller.places('files', path));
    const reason = await needless(args, host);
    if (reason !== undefined) {
      const option = reason.why.endsWith('not exist') ? 'removes' : 'creates';
      const msg = `${reason.why}, matching ${option} option`;
      return { skipped: true, because: reason.why, result: { msg } };
    }
    const guarded = text(args, 'creates') !== undefined || text(args, 'removes') !== undefined;
    return {
      change: true,
      actions: [action({ name: basename(file), rest, content: host.controller.read(file) }, args)],
      ...(guarded ? {} : { check: 'skip' }),
      finish: ([output]) => {
        if (output === undefined) return {};
        const outside = folderProblem(args, output);
        return outside === undefined ? plainFinish(output) : { failed: outside, changed: false };
      },
    };
  },
};

/** The first word is a path of the controller; what follows it is for the host's shell. */
function split(command: string): { path: string; rest: string } {
  const match = /^\s*(?:"([^"]*)"|'([^']*)'|(\S+))\s*([\s\S]*)$/.exec(command);
  return { path: match?.[1] ?? match?.[2] ?? match?.[3] ?? '', rest: match?.[4] ?? '' };
}

interface Script {
  readonly name: string;
  readonly rest: string;
  readonly content: Buffer;
}

/**
 * Puts the script into a private folder, runs it, and takes the folder away. Variables have names of ours alone: one that the environment has
 * as well would change for the script.
 */
function action({ name, rest, content }: Script, args: Args): RunAction {
  const inline = inlineText(content);
  const start = interpreter(content, text(args, 'executable'));
  const lines = [
    `for _runbook_base in "\${TMPDIR:-/tmp}" /var/tmp "$HOME"; do`,
    `  _runbook_d=$_runbook_base/runbook-${randomBytes(8).toString('hex')}`,
    `  mkdir -m 700 "$_runbook_d" 2>/dev/null && break; _runbook_d=`,
    `done`,
    `[ -n "$_runbook_d" ] || { echo 'no folder for temporary files can be written' >&2; exit 1; }`,
    `trap 'rm -rf "$_runbook_d"' EXIT; trap 'exit 1' HUP INT TERM PIPE`,
    `_runbook_s=$_runbook_d/${quote(name)}`,
    `${inline ?? 'cat'} > "$_runbook_s" && chmod 700 "$_runbook_s" || exit 1`,
    inFolder(`${start}"$_runbook_s" ${rest}`, args, 'logical'),
  ];
  return {
    kind: 'run',
    script: lines.join('\n'),
    shown: `${name} ${rest}`.trimEnd(),
    tolerate: 'any',
    ...(inline === undefined ? { stdin: content } : {}),
  };
}

/** Naming the interpreter of the first line spares the script from a file system that executes nothing. */
function interpreter(content: Buffer, executable: string | undefined): string {
  if (executable !== undefined) return `${expandOnHost(executable)} `;
  const [, program, argument] =
    /^#!\s*(\S+)(?:[ \t]+(\S[^\n\r]*?))?[ \t]*\r?\n/.exec(content.toString('latin1', 0, 256)) ?? [];
  if (program === undefined) return '';
  return argument === undefined ? `${quote(program)} ` : `${quote(program)} ${quote(argument)} `;
}
