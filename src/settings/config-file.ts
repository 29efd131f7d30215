import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Diagnostics } from '../source/diagnostic.ts';
import { displayPath } from '../source/display-path.ts';
import type { MapEntry, Node, ScalarNode } from '../source/node.ts';
import type { Sources } from '../source/sources.ts';
import { didYouMean } from '../source/suggest.ts';
import { reasonToDistrust } from '../source/trust.ts';
import { parseYaml } from '../source/yaml.ts';
import type { Kind } from './kind.ts';
import type { Raw } from './raw.ts';
import { keyOf } from './setting.ts';
import { type SettingName, settingNames, settingOf } from './table.ts';

const fileName = 'runbook.yaml';

/** What `runbook.yaml` sets. */
export interface ConfigFile {
  readonly path: string;
  readonly raws: ReadonlyMap<SettingName, Raw>;
}

/**
 * The nearest `runbook.yaml`, looked for upward from each of `folders`, then from `cwd`. One that somebody else may have written is passed
 * over with a warning: it could name programs to run.
 */
export function findConfigFile(folders: readonly string[], cwd: string, diagnostics: Diagnostics): string | undefined {
  for (const folder of [...folders, cwd]) {
    for (let at = resolve(cwd, folder); ; at = dirname(at)) {
      const path = join(at, fileName);
      if (existsSync(path) && isTrusted(path, cwd, diagnostics)) return path;
      if (at === dirname(at)) break;
    }
  }
  return undefined;
}

function isTrusted(path: string, cwd: string, diagnostics: Diagnostics): boolean {
  const distrust = reasonToDistrust(path);
  if (distrust === undefined) return true;
  diagnostics.warn('config-not-trusted', `\`${displayPath(path, cwd)}\` is not read: ${distrust.why}`, {
    help: `name it to use it: \`RUNBOOK_CONFIG=${path}\`, or \`${distrust.mend}\``,
  });
  return false;
}

/** Reads a configuration file; unknown keys and values of the wrong shape are errors at their place. */
export function readConfigFile(path: string, sources: Sources, diagnostics: Diagnostics): ConfigFile {
  const raws = new Map<SettingName, Raw>();
  const node = parseYaml(path, sources.read(path), diagnostics);
  for (const entry of entriesOf(node, diagnostics)) {
    const raw = readEntry(entry, dirname(path), diagnostics);
    if (raw !== undefined) raws.set(...raw);
  }
  return { path, raws };
}

function entriesOf(node: Node | undefined, diagnostics: Diagnostics): readonly MapEntry[] {
  if (node === undefined || (node.kind === 'scalar' && node.value === null)) return [];
  if (node.kind === 'map') return node.entries;
  diagnostics.error('bad-config', `\`${fileName}\` must be a mapping of settings`, {
    span: node.span,
    help: 'write one setting a line, such as `forks: 20`',
  });
  return [];
}

const byKey = new Map(settingNames.filter((name) => !settingOf(name).flagOnly).map((name) => [keyOf(name), name]));

function readEntry(entry: MapEntry, folder: string, diagnostics: Diagnostics): [SettingName, Raw] | undefined {
  const key = String(entry.key.value);
  const name = byKey.get(key);
  if (name === undefined) {
    diagnostics.error('unknown-setting', `unknown setting \`${key}\``, {
      span: entry.key.span,
      label: 'not a setting',
      ...didYouMean(key, byKey.keys(), 'see all of them with `runbook config`'),
    });
    return undefined;
  }
  if (entry.value.kind === 'scalar' && entry.value.value === null) return undefined;
  const texts = textsOf(entry.value, settingOf(name).kind);
  if (texts === undefined) {
    diagnostics.error('bad-setting', `\`${key}\` must be ${settingOf(name).kind.expected}`, { span: entry.value.span });
    return undefined;
  }
  const { rebase } = settingOf(name);
  const rebased = rebase === undefined ? texts : texts.map((text) => rebase(text, folder));
  return [name, { origin: 'file', name: key, texts: rebased, span: entry.value.span }];
}

function textsOf(node: Node, kind: Pick<Kind<unknown>, 'many' | 'mapping'>): readonly string[] | undefined {
  const [entry, ...others] = node.kind === 'map' ? node.entries : [];
  if (kind.mapping === true && entry?.value.kind === 'scalar' && others.length === 0) {
    return [`${entry.key.value}: ${entry.value.value}`];
  }
  if (node.kind === 'seq' && kind.many !== true) return undefined;
  const nodes = node.kind === 'seq' ? node.items : [node];
  const scalars = nodes.filter((item): item is ScalarNode => item.kind === 'scalar' && item.value !== null);
  return scalars.length === nodes.length ? scalars.map((scalar) => String(scalar.value)) : undefined;
}
