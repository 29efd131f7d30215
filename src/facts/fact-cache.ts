import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { wellFormed } from '../std/well-formed.ts';
import { dumpJson } from '../template/json/dump.ts';
import { parseJson } from '../template/json/parse.ts';
import { type Dict, isDict } from '../template/value.ts';

/** What is remembered of a host: facts by their names without `ansible_`, and those that never had it, as of `set_fact`. */
export interface RememberedFacts {
  readonly facts: Dict;
  readonly bare: Dict;
}

/** Keeps facts of hosts from one run to the next. */
export interface FactCache {
  /** What is remembered of a host; `undefined` when nothing is, or it is too old. */
  read(host: string): Promise<RememberedFacts | undefined>;
  write(host: string, remembered: RememberedFacts): Promise<void>;
  /** Forgets a host, as `meta: clear_facts` asks for. */
  forget(host: string): Promise<void>;
}

/** Where facts are kept, and for how long. */
export interface DiskFactCacheOptions {
  readonly folder: string;
  /** Seconds after which facts are too old; 0 keeps them for ever. */
  readonly timeout: number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Told of a file that cannot be used; the host counts as not remembered. */
  readonly warn: (message: string, help: string) => void;
}

const PREFIX = 'ansible_';

/** The one fact whose name keeps the prefix in `ansible_facts` as well. */
const LOCAL = 'ansible_local';

/**
 * One file of JSON a host, in the layout of Ansible's `jsonfile` cache: names with `ansible_`, and beside them those that are bare.
 * Files can be read by their owner alone, because facts hold the environment and local facts.
 */
export class DiskFactCache implements FactCache {
  readonly #options: DiskFactCacheOptions;

  constructor(options: DiskFactCacheOptions) {
    this.#options = options;
  }

  async read(host: string): Promise<RememberedFacts | undefined> {
    const path = this.#path(host);
    const text = await this.#readFresh(path);
    if (text === undefined) return undefined;
    const value = this.#parse(text);
    if (value !== undefined) return split(value);
    this.#options.warn(
      `fact cache \`${path}\` is damaged and is passed over`,
      'it is written anew when facts are gathered',
    );
    return undefined;
  }

  async write(host: string, { facts, bare }: RememberedFacts): Promise<void> {
    const named = [...facts].map(([name, value]) => [`${PREFIX}${String(name)}`, value] as const);
    const text = dumpJson(new Map([...bare, ...named]), { indent: 4, sortKeys: true });
    await mkdir(this.#options.folder, { recursive: true, mode: 0o700 });
    const path = this.#path(host);
    const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
    try {
      await writeFile(temporary, text, { mode: 0o600, flag: 'wx' });
      await rename(temporary, path);
    } finally {
      await rm(temporary, { force: true });
    }
  }

  async forget(host: string): Promise<void> {
    await rm(this.#path(host), { force: true });
  }

  #path(host: string): string {
    return join(this.#options.folder, fileName(host));
  }

  async #readFresh(path: string): Promise<string | undefined> {
    const { timeout, now, warn } = this.#options;
    try {
      const age = (now() - (await stat(path)).mtimeMs) / 1000;
      return timeout > 0 && age > timeout ? undefined : await readFile(path, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      warn(
        `fact cache \`${path}\` cannot be read: ${(error as Error).message}`,
        'check its owner and mode, or remove it',
      );
      return undefined;
    }
  }

  #parse(text: string): Dict | undefined {
    try {
      const value = parseJson(text);
      return isDict(value) ? value : undefined;
    } catch {
      return undefined;
    }
  }
}

/** Names with `_` before them are the cache's own. */
function split(value: Dict): RememberedFacts {
  const facts: Dict = new Map();
  const bare: Dict = new Map();
  for (const [name, fact] of value) {
    const text = String(name);
    if (text === LOCAL || !/^_|^ansible_/.test(text)) bare.set(text, fact);
    else if (text.startsWith(PREFIX)) facts.set(text.slice(PREFIX.length), fact);
  }
  return { facts, bare };
}

/** Bytes that a name may have, with room below the 255 of file systems for what a temporary file adds. */
const longestName = 200;

/** A host's name may hold any character, also `/` and the dots of `..`, and be longer than a file's may be. */
function fileName(host: string): string {
  const name = encodeURIComponent(wellFormed(host)).replace(/^\.+$/, (dots) => dots.replaceAll('.', '%2E'));
  if (name.length <= longestName) return name;
  return `${name.slice(0, 100)}%sha256-${createHash('sha256').update(name).digest('hex')}`;
}
