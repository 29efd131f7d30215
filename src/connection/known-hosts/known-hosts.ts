import { readFile, stat } from 'node:fs/promises';
import { appendKnownHost } from './append.ts';
import { type KnownHost, parseKnownHosts } from './entry.ts';
import { withFileLock } from './file-lock.ts';
import { keyType } from './fingerprint.ts';
import { hashedName, knownHostName } from './host-names.ts';
import { KnownHostsIndex } from './known-hosts-index.ts';

/** A host as it is looked up in known_hosts files: its address or alias, and its port. */
export interface HostName {
  readonly host: string;
  readonly port: number;
}

/** What the files say of a host's key. */
export type Verdict =
  | { readonly kind: 'known'; readonly entry: KnownHost }
  | { readonly kind: 'revoked'; readonly entry: KnownHost }
  /** Another key of the same type is known. */
  | { readonly kind: 'changed'; readonly entry: KnownHost }
  /** `others` are keys of other types that are known, `authorities` the lines that only a certificate would satisfy. */
  | { readonly kind: 'unknown'; readonly others: readonly KnownHost[]; readonly authorities: readonly KnownHost[] };

interface Loaded {
  readonly size: number;
  readonly modified: number;
  /** Those who connect at the same time wait for one reading. */
  readonly index: Promise<KnownHostsIndex>;
}

/** The known_hosts files of a run: each is read when first needed and again when it has changed. */
export class KnownHosts {
  readonly #files = new Map<string, Loaded>();
  #appending: Promise<unknown> = Promise.resolve();

  /** What the files say of the key (in SSH's binary form) that a host has shown. */
  async judge(files: readonly string[], name: HostName, key: Buffer): Promise<Verdict> {
    const entries = await this.#named(files, knownHostName(name.host, name.port));
    const written = key.toString('base64').replace(/=+$/, '');
    const same = entries.filter((entry) => entry.key === written);
    const revoked = same.find(({ marker }) => marker === 'revoked');
    if (revoked !== undefined) return { kind: 'revoked', entry: revoked };
    const known = same.find(({ marker }) => marker === undefined) ?? (await this.#withoutPort(files, name, written));
    if (known !== undefined) return { kind: 'known', entry: known };
    const others = entries.filter(({ marker }) => marker === undefined);
    const changed = others.find(({ type }) => type === keyType(key));
    if (changed !== undefined) return { kind: 'changed', entry: changed };
    return { kind: 'unknown', others, authorities: entries.filter(({ marker }) => marker === 'cert-authority') };
  }

  /** The types of the keys that are known of a host, so that it can be asked for one of those. */
  async knownTypes(files: readonly string[], name: HostName): Promise<string[]> {
    const entries = await this.#named(files, knownHostName(name.host, name.port));
    const types = entries.filter(({ marker }) => marker === undefined).map(({ type }) => type);
    if (types.length > 0 || name.port === 22) return [...new Set(types)];
    const plain = await this.#named(files, knownHostName(name.host, 22));
    return [...new Set(plain.filter(({ marker }) => marker === undefined).map(({ type }) => type))];
  }

  /** Writes a host's key down, unless another connection, of this process or another, has done so in the meantime. Rejects when the file cannot be written. */
  learn(files: readonly string[], name: HostName, { key, hash }: { key: Buffer; hash: boolean }): Promise<void> {
    const learning = this.#appending.then(async () => {
      const [file] = files;
      if (file === undefined || file === '/dev/null') return;
      const plain = knownHostName(name.host, name.port);
      const line = `${hash ? hashedName(plain) : plain} ${keyType(key)} ${key.toString('base64')}`;
      await withFileLock(file, async () => {
        if ((await this.judge(files, name, key)).kind !== 'known') await appendKnownHost(file, line);
      });
    });
    this.#appending = learning.catch(() => {});
    return learning;
  }

  /** A key that is known for the host's name at any port will do, as in OpenSSH; that it is missing there proves nothing. */
  async #withoutPort(files: readonly string[], name: HostName, written: string): Promise<KnownHost | undefined> {
    if (name.port === 22) return undefined;
    const entries = await this.#named(files, knownHostName(name.host, 22));
    return entries.find(({ marker, key }) => marker === undefined && key === written);
  }

  async #named(files: readonly string[], name: string): Promise<KnownHost[]> {
    const indexes = await Promise.all(files.map((file) => this.#load(file)));
    return indexes.flatMap((index) => index?.find(name) ?? []);
  }

  async #load(file: string): Promise<KnownHostsIndex | undefined> {
    const found = await stat(file).catch(nothingThere);
    if (found === undefined || !found.isFile()) return undefined;
    const loaded = this.#files.get(file);
    if (loaded?.size === found.size && loaded.modified === found.mtimeMs) return loaded.index;
    const index = read(file);
    this.#files.set(file, { size: found.size, modified: found.mtimeMs, index });
    index.catch(() => this.#files.delete(file));
    return index;
  }
}

async function read(file: string): Promise<KnownHostsIndex> {
  const text = await readFile(file, 'utf8').catch(nothingThere);
  return new KnownHostsIndex(parseKnownHosts(text ?? '', file));
}

function nothingThere(error: NodeJS.ErrnoException): undefined {
  // What cannot be read says nothing of any host, as in OpenSSH.
  if (!['ENOENT', 'ENOTDIR', 'EACCES'].includes(error.code ?? '')) throw error;
}
