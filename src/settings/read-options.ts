import type { Diagnostics } from '../source/diagnostic.ts';
import type { Sources } from '../source/sources.ts';
import { didYouMean } from '../source/suggest.ts';
import type { Raw } from './raw.ts';
import type { Layer } from './resolve.ts';
import { type SettingName, settingNames, settingOf } from './table.ts';

/**
 * Settings as a program gives them: by name, with values instead of texts, relative paths in the folder `cwd`. What is `undefined` counts as
 * not given.
 */
export function readOptions(
  options: Readonly<Record<string, unknown>>,
  { sources, cwd }: { readonly sources: Sources; readonly cwd: string },
  diagnostics: Diagnostics,
): Layer {
  const raws = new Map<SettingName, Raw>();
  for (const [key, value] of Object.entries(options)) {
    const name = settingNames.find((known) => known === key);
    if (name === undefined) {
      const help = didYouMean(key, settingNames, 'see all of them with `runbook config`');
      diagnostics.error('unknown-setting', `unknown setting \`${key}\``, help);
    } else if (value !== undefined) raws.set(name, rawOf(name, value, { sources, cwd }));
  }
  return raws;
}

function rawOf(name: SettingName, value: unknown, { sources, cwd }: { sources: Sources; cwd: string }): Raw {
  const file = `<${name}>`;
  const { kind, rebase } = settingOf(name);
  const texts = Array.isArray(value) ? value.map(String) : [kind.show === undefined ? String(value) : kind.show(value)];
  const text = texts.join('\n');
  sources.add(file, text);
  const rebased = rebase === undefined ? texts : texts.map((one) => rebase(one, cwd));
  return { origin: 'option', name, texts: rebased, span: { file, start: 0, end: text.length } };
}
