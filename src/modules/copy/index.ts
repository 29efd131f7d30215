import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { display } from '../../template/display.ts';
import { dumpJson } from '../../template/json/dump.ts';
import { isDict, isList, type Value } from '../../template/value.ts';
import { flag, text } from '../args.ts';
import { attributeArgs, notBuilt } from '../file-args.ts';
import { contentOf, readContent } from '../local-file.ts';
import type { Args, HostView, Module, Verdict } from '../module.ts';
import { notFound } from '../not-found.ts';
import { placeFile } from '../place-file.ts';
import { copyFolder } from './copy-folder.ts';
import { copyRemote } from './copy-remote.ts';

/** `copy`: that files with a certain content are on the host. */
export const copy: Module = {
  name: 'copy',
  summary: 'Copies a text, a file or a folder to the host, or from one place of the host to another',
  args: {
    dest: { type: 'path', required: true, about: 'where to; a folder when it ends in a slash' },
    src: { type: 'path', about: 'a file or folder; of a folder with a slash behind it, what is in it' },
    content: { type: 'raw', about: 'the text itself; a mapping or list becomes JSON' },
    remote_src: { type: 'bool', default: false, about: '`src` is on the host' },
    ...attributeArgs,
    mode: { type: 'mode', about: 'permissions, as for `file`; `preserve` for those of the source' },
    directory_mode: { type: 'mode', about: 'permissions of folders that are made' },
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
    checksum: { type: 'str', about: 'SHA-1 that the source must have' },
    follow: { type: 'bool', default: false, about: 'write to what a link at `dest` leads to' },
    local_follow: { type: 'bool', default: true, about: 'copy what links in a folder lead to, not the links' },
    decrypt: { type: 'bool', default: true, about: 'decrypt a file that is vaulted' },
  },
  exclusive: [['src', 'content']],
  requireOneOf: [['src', 'content']],

  async decide(args, host) {
    if (args.attributes !== undefined) return notBuilt('attributes');
    if (args.content !== undefined) return await copyContent(args.content, args, host);
    const src = text(args, 'src') ?? '';
    if (flag(args, 'remote_src') === true) return await copyRemote(src, args, host);
    const path = host.controller.find('files', src);
    if (path === undefined) return notFound(src, host.controller.places('files', src));
    const inside = src.endsWith('/');
    if (statSync(path).isDirectory()) return await copyFolder({ path, inside, args }, host);
    const content = await readContent(path, host.controller, flag(args, 'decrypt') !== false);
    return await placeFile({ args, content, name: basename(path), origin: path }, host);
  },
};

async function copyContent(value: Value, args: Args, host: HostView): Promise<Verdict> {
  const written = isDict(value) || isList(value) ? dumpJson(value) : value === null ? '' : display(value);
  return await placeFile({ args, content: contentOf(Buffer.from(written)) }, host);
}
