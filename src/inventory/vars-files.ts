import { dirname, extname, join } from 'node:path';
import type { Diagnostics } from '../source/diagnostic.ts';
import { readNames } from '../source/disk.ts';
import { displayPath } from '../source/display-path.ts';
import type { Sources } from '../source/sources.ts';
import { reasonOfOwner, reasonToDistrustBeside } from '../source/trust.ts';
import { readVarsFile } from '../source/vars-file.ts';
import { statIfAny } from '../std/stat-if-any.ts';
import { bindNode } from '../template/bind.ts';
import type { Binding, Bindings } from '../template/binding.ts';

/** What a file may end in after the name of its group or host, in the order they are looked for. */
const extensions = ['', '.yml', '.yaml', '.json'];

/**
 * The variables of `group_vars/` and `host_vars/`, beside an inventory or a playbook. Each file is read once, however many ask; what is
 * wrong with one goes into `diagnostics`.
 */
export class VarsFiles {
  readonly #sources: Sources;
  readonly #diagnostics: Diagnostics;
  readonly #unnamed: string | undefined;
  readonly #bindings = new Map<string, Bindings>();
  /** The names in a directory; empty for one that is not there. */
  readonly #listings = new Map<string, ReadonlySet<string>>();

  /** `unnamed` is a folder that is looked into only because the user stands in it. */
  constructor(sources: Sources, diagnostics: Diagnostics, unnamed?: string) {
    this.#sources = sources;
    this.#diagnostics = diagnostics;
    this.#unnamed = unnamed;
  }

  /** The variables of `group_vars/NAME` in `folder`, those of a later file over those of an earlier one. */
  group(folder: string, name: string): Bindings {
    return this.#load(join(folder, 'group_vars'), name);
  }

  /** The variables of `host_vars/NAME` in `folder`. */
  host(folder: string, name: string): Bindings {
    return this.#load(join(folder, 'host_vars'), name);
  }

  #load(directory: string, name: string): Bindings {
    const present = this.#trustedNames(directory);
    const found = name.includes('/')
      ? undefined
      : extensions.map((end) => name + end).find((file) => present.has(file));
    if (found === undefined) return nothing;
    const path = join(directory, found);
    const known = this.#bindings.get(path);
    if (known !== undefined) return known;
    const bindings = new Map<string, Binding>();
    for (const file of this.#files(path)) for (const [key, binding] of this.#read(file)) bindings.set(key, binding);
    this.#bindings.set(path, bindings);
    return bindings;
  }

  /** Variables choose the programs that a connection starts, so those of somebody else are not read. */
  #trustedNames(directory: string): ReadonlySet<string> {
    if (!this.#listings.has(directory) && isDirectory(directory)) {
      const named = dirname(directory) !== this.#unnamed;
      const distrust = named ? reasonToDistrustBeside(directory) : reasonOfOwner(directory);
      if (distrust !== undefined) {
        this.#listings.set(directory, new Set());
        this.#diagnostics.warn('vars-not-trusted', `\`${displayPath(directory)}\` is not read: ${distrust.why}`, {
          help: `to use it: \`${distrust.mend}\``,
        });
      }
    }
    return this.#names(directory);
  }

  #names(directory: string): ReadonlySet<string> {
    const known = this.#listings.get(directory);
    if (known !== undefined) return known;
    const names = new Set(isDirectory(directory) ? this.#diagnostics.collect(() => readNames(directory)) : []);
    this.#listings.set(directory, names);
    return names;
  }

  /** The file itself, or the vars files of a directory and of the directories in it, in alphabetical order. */
  #files(path: string): readonly string[] {
    if (!isDirectory(path)) return [path];
    return [...this.#names(path)].flatMap((name) => {
      const inner = join(path, name);
      if (name.startsWith('.') || name.endsWith('~')) return [];
      if (isDirectory(inner)) return extname(name) === '' ? this.#files(inner) : [];
      return extensions.includes(extname(name)) ? [inner] : [];
    });
  }

  #read(file: string): Bindings {
    return bindNode(readVarsFile(file, { sources: this.#sources, diagnostics: this.#diagnostics }));
  }
}

const nothing: Bindings = new Map();

function isDirectory(path: string): boolean {
  return statIfAny(path)?.isDirectory() ?? false;
}
