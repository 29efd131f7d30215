import { statSync } from 'node:fs';
import { hostname, userInfo } from 'node:os';
import { basename } from 'node:path';
import type { Value } from '../../template/value.ts';
import { flag, text } from '../args.ts';
import { attributeArgs, notBuilt } from '../file-args.ts';
import { contentOf } from '../local-file.ts';
import type { Args, HostView, Module, RenderOptions } from '../module.ts';
import { notFound } from '../not-found.ts';
import { placeFile } from '../place-file.ts';
import { encodeText } from '../text-encoding.ts';
import { timestamp } from '../timestamp.ts';

/** `template`: that a file made from a template is on the host. */
export const template: Module = {
  name: 'template',
  summary: 'Fills in a template of this machine, and puts the text on the host',
  args: {
    src: { type: 'path', required: true, about: 'the template' },
    dest: { type: 'path', required: true, about: 'where to; a folder when it ends in a slash' },
    ...attributeArgs,
    mode: { type: 'mode', about: 'permissions, as for `file`; `preserve` for those of the template' },
    force: { type: 'bool', default: true, about: 'replace a file that has another content' },
    backup: {
      type: 'bool',
      default: false,
      about: 'keep a copy of a file that is replaced, with the time in its name',
    },
    validate: {
      type: 'str',
      about: 'command that must succeed on the new file before it takes its name; `%s` is its path',
    },
    follow: { type: 'bool', default: false, about: 'write to what a link at `dest` leads to' },
    newline_sequence: {
      type: 'str',
      choices: ['\\n', '\\r', '\\r\\n', '\n', '\r', '\r\n'],
      default: '\n',
      about: 'how lines end',
    },
    trim_blocks: { type: 'bool', default: true, about: 'drop the newline behind a `{% tag %}`' },
    lstrip_blocks: { type: 'bool', default: false, about: 'drop the blanks before a `{% tag %}`' },
    block_start_string: { type: 'str', about: 'what begins a tag, instead of `{%`' },
    block_end_string: { type: 'str', about: 'what ends a tag, instead of `%}`' },
    variable_start_string: { type: 'str', about: 'what begins an expression, instead of `{{`' },
    variable_end_string: { type: 'str', about: 'what ends an expression, instead of `}}`' },
    comment_start_string: { type: 'str', about: 'what begins a comment, instead of `{#`' },
    comment_end_string: { type: 'str', about: 'what ends a comment, instead of `#}`' },
    output_encoding: {
      type: 'str',
      default: 'utf-8',
      about: 'how the file on the host is encoded, such as `latin-1` or `utf-16`',
    },
  },

  async decide(args, host) {
    if (args.attributes !== undefined) return notBuilt('attributes');
    const src = text(args, 'src') ?? '';
    const path = host.controller.find('templates', src);
    if (path === undefined || statSync(path).isDirectory())
      return notFound(src, host.controller.places('templates', src));
    const source = host.controller.read(path).toString();
    const options = { ...renderOptions(args), variables: variables(path, src, args, host) };
    const encoded = encodeText(await host.render(source, path, options), text(args, 'output_encoding') ?? 'utf-8');
    if ('problem' in encoded) return { failed: true, message: encoded.problem, help: encoded.help };
    const content = contentOf(encoded.bytes, statSync(path).mode & 0o7777);
    return await placeFile({ args, content, name: basename(path), origin: path }, host);
  },
};

function renderOptions(args: Args): RenderOptions {
  const names = {
    blockStart: 'block_start_string',
    blockEnd: 'block_end_string',
    variableStart: 'variable_start_string',
    variableEnd: 'variable_end_string',
    commentStart: 'comment_start_string',
    commentEnd: 'comment_end_string',
  };
  const given = Object.entries(names).flatMap(([option, name]) => {
    const value = text(args, name);
    return value === undefined ? [] : [[option, value]];
  });
  return {
    trimBlocks: flag(args, 'trim_blocks') !== false,
    lstripBlocks: flag(args, 'lstrip_blocks') === true,
    newlineSequence: newline(text(args, 'newline_sequence')),
    ...Object.fromEntries(given),
  };
}

/** It may be written with the escapes of a double-quoted text though the quotes were single. */
function newline(written = '\n'): '\n' | '\r' | '\r\n' {
  const real = written.replaceAll('\\r', '\r').replaceAll('\\n', '\n');
  return real === '\r' || real === '\r\n' ? real : '\n';
}

/** By name where it is ours; a number may have none. */
function ownerName(uid: number): string {
  try {
    return uid === userInfo().uid ? userInfo().username : String(uid);
  } catch {
    return String(uid);
  }
}

/** What only a template sees: where it is from, and where it goes. */
function variables(path: string, src: string, args: Args, host: HostView): ReadonlyMap<string, Value> {
  const { mtimeMs, uid } = statSync(path);
  const known: [string, Value][] = [
    ['template_host', hostname()],
    ['template_path', src],
    ['template_fullpath', path],
    ['template_destpath', text(args, 'dest') ?? ''],
    ['template_uid', ownerName(uid)],
    ['template_mtime', timestamp(mtimeMs)],
    ['template_run_date', timestamp(host.now())],
  ];
  if (host.variable('ansible_managed') === undefined) known.push(['ansible_managed', 'Ansible managed']);
  return new Map(known);
}
