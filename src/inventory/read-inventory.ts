import { existsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Diagnostic, Diagnostics } from '../source/diagnostic.ts';
import { entry, type ScalarNode } from '../source/node.ts';
import { plain, scalarText } from '../source/plain.ts';
import type { Sources } from '../source/sources.ts';
import { parseYaml } from '../source/yaml.ts';
import { statIfAny } from '../std/stat-if-any.ts';
import { Inventory } from './inventory.ts';
import { readConstructedInventory } from './read/constructed.ts';
import { formatOfText, isProgram, isProgramInNameOnly } from './read/detect.ts';
import { sourcesOfDirectory } from './read/directory.ts';
import type { VarsLayer } from './read/host-context.ts';
import { readHostList } from './read/host-list.ts';
import { readIniInventory } from './read/ini.ts';
import { readScriptInventory } from './read/script.ts';
import { SourceReading } from './read/source-reading.ts';
import { readYamlInventory } from './read/yaml.ts';

export interface ReadInventoryOptions {
  readonly sources: Sources;
  /** Told of everything that is wrong with the inventory; what could be read is in the answer all the same. */
  readonly diagnostics: Diagnostics;
  /** The directory that paths are relative to. */
  readonly cwd: string;
  /** Adds to this inventory in place of a new one: what is read again takes the place of what was read before. */
  readonly into?: Inventory;
  /** What a constructed inventory sees with `use_extra_vars`. */
  readonly extraVars?: VarsLayer;
  /** Whether a source that is wrong is only a warning where another can be read; an error unless given. */
  readonly unparsed?: 'fail' | 'warn';
  /** Ends inventory programs. */
  readonly signal?: AbortSignal;
  /** How long an inventory program may take, in milliseconds; one minute unless given. */
  readonly scriptTimeoutMs?: number;
  /** Whether templates in what inventory programs print are evaluated, as Ansible does; they are text unless given. */
  readonly programTemplates?: boolean;
}

/**
 * Reads inventory sources one after another into one inventory: files (YAML, JSON, INI, or programs to run), directories of such,
 * and lists of hosts, which have a comma.
 */
export async function readInventory(list: readonly string[], options: ReadInventoryOptions): Promise<Inventory> {
  const inventory = options.into ?? new Inventory();
  const reader = new InventoryReader(inventory, options);
  for (const source of list) await reader.source(source);
  if (options.unparsed === 'warn') passOverUnread(reader.errors, options.diagnostics);
  warnOfNameClashes(inventory, options.diagnostics);
  return inventory;
}

const constructed = ['constructed', 'ansible.builtin.constructed'];

class InventoryReader {
  readonly #inventory: Inventory;
  readonly #options: ReadInventoryOptions;
  /** What is wrong with each file, program and list that was read; nothing with most. */
  readonly errors: (readonly Diagnostic[])[] = [];

  constructor(inventory: Inventory, options: ReadInventoryOptions) {
    this.#inventory = inventory;
    this.#options = options;
  }

  /** Reads one file, program or list, and keeps account of what is wrong with it. */
  async #tried(read: () => void | Promise<void>): Promise<void> {
    const { all } = this.#options.diagnostics;
    const before = all.length;
    await read();
    this.errors.push(all.slice(before).filter(({ severity }) => severity === 'error'));
  }

  async source(source: string): Promise<void> {
    const path = resolve(this.#options.cwd, source);
    if (!existsSync(path)) {
      return this.#tried(() => {
        if (source.includes(',')) readHostList(source, this.#inventory);
        else this.#reportMissing(source);
      });
    }
    const folder = statSync(path).isDirectory() ? path : dirname(path);
    if (!this.#inventory.folders.includes(folder)) this.#inventory.folders.push(folder);
    await this.#path(path);
  }

  async #path(path: string): Promise<void> {
    if (!statIfAny(path)?.isDirectory()) return this.#tried(() => this.#file(path));
    for (const inner of this.#options.diagnostics.collect(() => sourcesOfDirectory(path)) ?? [])
      await this.#path(inner);
  }

  async #file(path: string): Promise<void> {
    const { cwd, diagnostics, programTemplates = false } = this.#options;
    const isUnsafe = isProgram(path) && !programTemplates;
    const reading = new SourceReading(path, this.#inventory, diagnostics, { cwd, isUnsafe });
    if (isProgram(path)) {
      const { signal, scriptTimeoutMs = 60_000 } = this.#options;
      return readScriptInventory(reading, this.#options.sources, { timeoutMs: scriptTimeoutMs, signal });
    }
    if (isProgramInNameOnly(path)) return this.#reportNotExecutable(reading.shown);
    const text = this.#options.diagnostics.collect(() => this.#options.sources.read(path));
    if (text !== undefined) this.#readText(text, reading);
  }

  #readText(text: string, reading: SourceReading): void {
    switch (formatOfText(reading.file, text)) {
      case 'ini':
        readIniInventory(text, reading);
        break;
      case 'yaml':
        this.#readYaml(text, reading);
        break;
      case 'toml':
        this.#reportToml(reading.shown);
    }
  }

  #readYaml(text: string, reading: SourceReading): void {
    const node = parseYaml(reading.file, text, this.#options.diagnostics);
    const plugin = node?.kind === 'map' ? entry(node, 'plugin') : undefined;
    if (node?.kind !== 'map' || plugin?.kind !== 'scalar' || plugin.value === null) {
      if (node !== undefined) readYamlInventory(node, reading);
    } else if (constructed.includes(scalarText(plugin))) {
      readConstructedInventory(node, reading, this.#options.sources, this.#options.extraVars);
    } else {
      this.#reportPlugin(plugin);
    }
  }

  #reportMissing(source: string): void {
    this.#options.diagnostics.error('inventory-not-found', `there is no inventory \`${source}\``, {
      help: `give a file or a directory, or end a list of hosts with a comma: \`-i ${source},\``,
    });
  }

  #reportNotExecutable(shown: string): void {
    this.#options.diagnostics.error('inventory-script', `the inventory program \`${shown}\` may not be executed`, {
      help: `allow it: \`chmod +x ${shown}\``,
    });
  }

  #reportPlugin(plugin: ScalarNode): void {
    this.#options.diagnostics.error('inventory-plugin', `the inventory plugin \`${plain(plugin)}\` is not built in`, {
      span: plugin.span,
      label: 'only `constructed` is',
      help: 'write a program that prints what `ansible-inventory --list` does with this file, and give that',
    });
  }

  #reportToml(shown: string): void {
    this.#options.diagnostics.error('inventory-format', `\`${shown}\` is TOML, which is not read here`, {
      help: `convert it: \`ansible-inventory -i ${shown} --list --yaml --export\``,
    });
  }
}

/** Makes warnings of what is wrong with some sources, as long as there is one with which nothing is. */
function passOverUnread(errors: readonly (readonly Diagnostic[])[], { all }: Diagnostics): void {
  if (errors.every((ofSource) => ofSource.length > 0)) return;
  const wrong = new Set(errors.flat());
  for (const [index, diagnostic] of all.entries())
    if (wrong.has(diagnostic)) all[index] = { ...diagnostic, severity: 'warning' };
}

/** Variables of one of them would be looked for in files that the other has too. */
function warnOfNameClashes({ groups, hosts }: Inventory, diagnostics: Diagnostics): void {
  for (const name of groups.keys()) {
    if (!hosts.has(name)) continue;
    diagnostics.warn('inventory-name-clash', `\`${name}\` is the name of a group and of a host`, {
      help: 'rename one of them',
    });
  }
}
