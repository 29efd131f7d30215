import { pathOnHost } from '../../shell/expand.ts';
import type { FileState } from '../../shell/file-state.ts';
import { type Digest, Fields, look, lookFunctions } from '../../shell/look.ts';
import { type Dict, dict, type Value } from '../../template/value.ts';
import { flag, text } from '../args.ts';
import { cannotLook } from '../cannot-look.ts';
import { modeText } from '../mode.ts';
import type { Args, Module } from '../module.ts';
import { attributeNames } from './attribute-names.ts';

/** `stat`: what is known of a path. */
export const stat: Module = {
  name: 'stat',
  summary: 'Tells whether a path is there, and all about what it is',
  args: {
    path: { type: 'path', required: true, aliases: ['dest', 'name'], about: 'the path' },
    follow: { type: 'bool', default: false, about: 'tell of what a link leads to' },
    get_checksum: { type: 'bool', default: true, about: 'take a checksum of a file' },
    checksum_algorithm: {
      type: 'str',
      choices: ['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512'],
      default: 'sha1',
      aliases: ['checksum', 'checksum_algo'],
      about: 'which',
    },
    get_md5: { type: 'bool', default: false, about: 'take an MD5 of a file as well' },
    get_mime: {
      type: 'bool',
      default: true,
      aliases: ['mime', 'mime_type', 'mime-type'],
      about: 'ask file(1) for its type',
    },
    get_attributes: {
      type: 'bool',
      default: true,
      aliases: ['attr', 'attributes'],
      about: 'ask lsattr(1) for its flags',
    },
  },

  async decide(args, host) {
    const printed = await host.probe(probe(args));
    const blind = cannotLook(printed);
    if (blind !== undefined) return blind;
    const fields = new Fields(printed.stdout);
    const { path, state, problem } = fields.look();
    if (problem !== undefined) return { failed: true, message: problem };
    if (state === undefined) {
      return { change: false, because: `${path} does not exist`, result: { stat: dict({ exists: false }) } };
    }
    const told = describe(path, state, flag(args, 'follow') === true);
    if (flag(args, 'get_md5') === true) addMd5(told, fields.next());
    if (flag(args, 'get_mime') !== false) addMime(told, fields.next());
    if (flag(args, 'get_attributes') !== false) addAttributes(told, fields.next());
    return { change: false, because: 'it only looks', result: { stat: told } };
  },
};

function probe(args: Args): string {
  const follow = flag(args, 'follow') === true;
  const checksum = flag(args, 'get_checksum') === false ? {} : { checksum: text(args, 'checksum_algorithm') as Digest };
  const path = text(args, 'path') ?? '';
  return [
    `${lookFunctions}p=${pathOnHost(path)}`,
    look('"$p"', { follow, ...checksum }),
    ...(flag(args, 'get_md5') === true ? [`if [ -f "$p" ]; then say "$(digest md5 "$p")"; else say ''; fi`] : []),
    ...(flag(args, 'get_mime') === false
      ? []
      : [`say "$(file ${follow ? '-L ' : ''}-b --mime-type --mime-encoding "$p" 2>/dev/null)"`]),
    ...(flag(args, 'get_attributes') === false ? [] : [`say "$(lsattr -vd "$p" 2>/dev/null)"`]),
  ].join('\n');
}

function addMd5(told: Dict, printed: string): void {
  const md5 = /[0-9a-f]{32}/.exec(printed)?.[0];
  if (md5 !== undefined) told.set('md5', md5);
}

/** The keys of Ansible's `stat`, as far as the host can tell them. */
function describe(path: string, state: FileState, follow: boolean): Dict {
  const { kind, mode } = state;
  const bit = (mask: number): boolean => (mode & mask) !== 0;
  const known: Record<string, Value | undefined> = {
    exists: true,
    path,
    mode: modeText(mode),
    isdir: kind === 'directory',
    ischr: kind === 'character',
    isblk: kind === 'block',
    isreg: kind === 'file',
    isfifo: kind === 'fifo',
    islnk: kind === 'link',
    issock: kind === 'socket',
    uid: state.uid,
    gid: state.gid,
    size: state.size,
    inode: state.inode,
    dev: state.device,
    nlink: state.links,
    atime: state.accessed,
    mtime: state.modified,
    ctime: state.changed,
    wusr: bit(0o200),
    rusr: bit(0o400),
    xusr: bit(0o100),
    wgrp: bit(0o020),
    rgrp: bit(0o040),
    xgrp: bit(0o010),
    woth: bit(0o002),
    roth: bit(0o004),
    xoth: bit(0o001),
    isuid: bit(0o4000),
    isgid: bit(0o2000),
    blocks: state.blocks,
    block_size: state.blockSize,
    device_type: state.rdev,
    readable: state.readable,
    writeable: state.writeable,
    executable: state.executable,
    pw_name: state.user,
    gr_name: state.group,
    checksum: state.checksum,
    lnk_target: follow ? undefined : state.target,
    lnk_source: follow ? undefined : state.realPath,
  };
  return new Map(Object.entries(known).filter((entry): entry is [string, Value] => entry[1] !== undefined));
}

function addMime(told: Dict, printed: string): void {
  const [, type = 'unknown', charset = 'unknown'] = /^(\S+?); charset=(\S+)$/.exec(printed.trim()) ?? [];
  told.set('mimetype', type).set('charset', charset);
}

function addAttributes(told: Dict, printed: string): void {
  const [, version = null, flags = ''] = /^\s*(\d+)\s+([-A-Za-z]+)\s/.exec(printed) ?? [];
  const letters = flags.replaceAll('-', '');
  told.set('version', version).set('attr_flags', letters);
  told.set('attributes', attributeNames(letters));
}
