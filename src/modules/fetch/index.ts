import { existsSync, statSync } from 'node:fs';
import { posix, resolve } from 'node:path';
import { pathOnHost } from '../../shell/expand.ts';
import { Fields, type Looked, look, lookFunctions } from '../../shell/look.ts';
import { pathBelow } from '../../std/path-below.ts';
import { flag, text } from '../args.ts';
import { cannotLook } from '../cannot-look.ts';
import { readContent } from '../local-file.ts';
import type { Args, HostView, Module, Result, Verdict } from '../module.ts';

/** `fetch`: that a file of the host is on this machine, too. */
export const fetch: Module = {
  name: 'fetch',
  summary: 'Copies a file of the host to this machine',
  args: {
    src: { type: 'path', required: true, about: 'the file of the host' },
    dest: {
      type: 'str',
      required: true,
      about: 'folder here, in which it is put below the host’s name; with `flat` the file',
    },
    flat: { type: 'bool', default: false, about: 'put it into `dest` itself' },
    fail_on_missing: { type: 'bool', default: true, about: 'a file that is not there is a failure' },
    mode: { type: 'raw', about: 'passed over, as in Ansible: the file here gets the rights that new files get' },
    owner: { type: 'str', about: 'the same' },
    group: { type: 'str', about: 'the same' },
    validate_checksum: { type: 'bool', default: true, about: 'compare the two when it has arrived' },
  },
  check: 'skip',
  keepsArgs: false,

  async decide(args, host) {
    const source = text(args, 'src') ?? '';
    const printed = await host.probe(script(source));
    const blind = cannotLook(printed);
    if (blind !== undefined) return blind;
    const fields = new Fields(printed.stdout);
    const looked = fields.look();
    const md5 = /[0-9a-f]{32}/.exec(fields.next())?.[0] ?? null;
    return missing(looked, args) ?? (await judge({ looked, md5, source }, args, host));
  },
};

function script(src: string): string {
  return `${lookFunctions}p=${pathOnHost(src)}
${look('"$p"', { follow: true, checksum: 'sha1' })}
say "$(digest md5 "$p")"`;
}

function missing({ path, state, problem }: Looked, args: Args): Verdict | undefined {
  if (state === undefined && problem === undefined) {
    const message = 'the remote file does not exist, not transferring, ignored';
    if (flag(args, 'fail_on_missing') !== false) return { failed: true, message };
    return { change: false, because: `${path} does not exist`, result: { msg: message, file: path } };
  }
  if (state?.kind === 'directory')
    return { failed: true, message: 'remote file is a directory, fetch cannot work on directories' };
  if (state?.readable === true) return undefined;
  return {
    failed: true,
    message: `the remote file cannot be read: ${problem ?? 'Permission denied'}`,
    result: { file: path },
  };
}

interface Source {
  readonly looked: Looked;
  readonly md5: string | null;
  /** The path as it is written. */
  readonly source: string;
}

async function judge({ looked, md5, source }: Source, args: Args, host: HostView): Promise<Verdict> {
  const to = destination(source, args, host);
  if (typeof to !== 'string') return { failed: true, ...to };
  const sha1 = looked.state?.checksum;
  const effects = [{ kind: 'fetched', path: to }] as const;
  const there = existsSync(to) && statSync(to).isFile() ? await readContent(to, host.controller, false) : undefined;
  if (there !== undefined && there.sha1 === sha1) {
    const result: Result = { dest: to, file: looked.path, checksum: there.sha1, md5sum: there.md5 };
    return { change: false, because: `${to} is the same file`, result, effects };
  }
  const checked = flag(args, 'validate_checksum') !== false && sha1 !== undefined ? { sha1 } : {};
  const checksum = sha1 ?? null;
  return {
    change: true,
    effects,
    actions: [{ kind: 'fetch', path: looked.path, to, ...checked }],
    result: { dest: to, checksum, remote_checksum: checksum, md5sum: md5, remote_md5sum: null },
  };
}

/** Why there is no place for it here. */
interface NoDestination {
  readonly message: string;
  readonly help?: string;
}

/** Where it goes here. Names that hosts and inventories chose never lead out of `dest`. */
function destination(source: string, args: Args, host: HostView): string | NoDestination {
  const dest = text(args, 'dest') ?? '';
  const base = host.variable('playbook_dir');
  const from = (path: string): string => resolve(typeof base === 'string' ? base : '.', path);
  if (flag(args, 'flat') === true) return flatDestination(source, dest, from);
  const named = host.variable('inventory_hostname');
  const name = typeof named === 'string' ? named : host.name;
  const folder = pathBelow(from(dest), name);
  if (folder === undefined) {
    const message = `the host is called \`${name}\`, which names no folder below ${from(dest)}`;
    return { message, help: 'rename the host, or name the file yourself with `flat: true`' };
  }
  return pathBelow(folder, posix.join('/', source)) ?? noFile(source);
}

function flatDestination(source: string, dest: string, from: (path: string) => string): string | NoDestination {
  if (dest.endsWith('/')) return pathBelow(from(dest), posix.basename(source)) ?? noFile(source);
  const flat = from(dest);
  if (!existsSync(flat) || !statSync(flat).isDirectory()) return flat;
  return {
    message: 'dest is an existing directory, use a trailing slash if you want to fetch src into that directory',
  };
}

const noFile = (source: string): NoDestination => ({ message: `\`${source}\` is no name of a file` });
