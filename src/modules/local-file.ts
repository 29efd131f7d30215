import { createHash } from 'node:crypto';
import {
  closeSync,
  createReadStream,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  readSync,
  realpathSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import type { ControllerFile, ControllerFiles } from './module.ts';

/** Content on its way to a host, with what is needed to know whether it is there already. */
export interface Content {
  readonly source: Uint8Array | ControllerFile;
  readonly size: number;
  readonly sha1: string;
  readonly md5: string;
  /** Permissions of the file it is from. */
  readonly mode?: number;
}

/** Content that is in memory. */
export function contentOf(source: Uint8Array, mode?: number): Content {
  const hash = (algorithm: string): string => createHash(algorithm).update(source).digest('hex');
  const known = { source, size: source.length, sha1: hash('sha1'), md5: hash('md5') };
  return mode === undefined ? known : { ...known, mode };
}

const vaultHeader = '$ANSIBLE_VAULT;';

/** A file of the controller as content: read in pieces unless it is vaulted and to be decrypted. */
export async function readContent(path: string, controller: ControllerFiles, decrypt = true): Promise<Content> {
  const { mode } = statSync(path);
  if (decrypt && startsWith(path, vaultHeader)) return contentOf(controller.read(path), mode & 0o7777);
  return await describe(path);
}

function startsWith(path: string, text: string): boolean {
  const descriptor = openSync(path, 'r');
  try {
    const head = Buffer.alloc(text.length);
    return readSync(descriptor, head) === head.length && head.toString('latin1') === text;
  } finally {
    closeSync(descriptor);
  }
}

/** A file that goes to a thousand hosts is read and hashed once, unless it changes in between. */
const described = new Map<string, Promise<Content>>();
const mostDescribed = 1000;
/** What rides in the text of a command had better be in memory. */
const smallFile = 64 * 1024;

async function describe(path: string): Promise<Content> {
  const { ino, size, mtimeMs, mode } = statSync(path);
  if (size <= smallFile) return contentOf(readFileSync(path), mode & 0o7777);
  const key = JSON.stringify([path, ino, size, mtimeMs, mode]);
  const known = described.get(key);
  if (known !== undefined) return await known;
  const [oldest] = described.keys();
  if (described.size >= mostDescribed && oldest !== undefined) described.delete(oldest);
  const hashed = hash(path, size, mode & 0o7777);
  described.set(key, hashed);
  return await hashed;
}

async function hash(path: string, size: number, mode: number): Promise<Content> {
  const sha1 = createHash('sha1');
  const md5 = createHash('md5');
  for await (const chunk of createReadStream(path)) {
    sha1.update(chunk as Buffer);
    md5.update(chunk as Buffer);
  }
  return { source: { file: path }, size, mode, sha1: sha1.digest('hex'), md5: md5.digest('hex') };
}

/** What is in a folder of the controller, by its path from there. */
export type TreeEntry = { readonly relative: string } & (
  | { readonly kind: 'directory' }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'link'; readonly target: string }
);

/** All that is below a folder, folders before what is in them, in the order of their names; links are followed unless told otherwise. */
export function readTree(folder: string, follow = true): TreeEntry[] {
  return entriesOf(folder, '', { follow, above: [realpathSync(folder)] });
}

function entriesOf(folder: string, prefix: string, rest: { follow: boolean; above: readonly string[] }): TreeEntry[] {
  return readdirSync(folder)
    .sort()
    .flatMap((name): TreeEntry[] => {
      const path = join(folder, name);
      const relative = `${prefix}${name}`;
      const link = lstatSync(path).isSymbolicLink();
      if (link && !rest.follow) return [{ relative, kind: 'link', target: readlinkSync(path) }];
      const stats = statSync(path, { throwIfNoEntry: false });
      if (stats?.isFile()) return [{ relative, kind: 'file', path }];
      if (!stats?.isDirectory()) return [];
      const real = realpathSync(path);
      if (rest.above.includes(real)) return [];
      return [
        { relative, kind: 'directory' },
        ...entriesOf(path, `${relative}/`, { ...rest, above: [...rest.above, real] }),
      ];
    });
}
