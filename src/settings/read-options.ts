import type { Diagnostics } from '../source/diagnostic.ts';
import type { Sources } from '../source/sources.ts';
import { didYouMean } from '../source/suggest.ts';
import type { Raw } from './raw.ts';
import type { Layer } from './resolve.ts';
import { type SettingName, settingNames, settingOf } from './table.ts';

/** Settings as a program gives them: by name, with values instead of texts. What is `undefined` counts as not given. */
export function readOptions(
  options: Readonly<Record<string, unknown>>,
  sources: Sources,
  diagnostics: Diagnostics,
): Layer {
  const raws = new Map<SettingName, Raw>();
  for (const [key, value] of Object.entries(options)) {
    const name = settingNames.find((known) => known === key);
    if (name === undefined) {
      const help = didYouMean(key, settingNames, 'see all of them with `runbook config`');
      diagnostics.error('unknown-setting', `unknown setting \`${key}\``, help);
    } else if (value !== undefined) raws.set(name, rawOf(name, value, sources));
  }
  return raws;
}

function rawOf(name: SettingName, value: unknown, sources: Sources): Raw {
  const file = `<${name}>`;
  const { show } = settingOf(name).kind;
  const texts = Array.isArray(value) ? value.map(String) : [show === undefined ? String(value) : show(value)];
  const text = texts.join('\n');
  sources.add(file, text);
  return { origin: 'option', name, texts, span: { file, start: 0, end: text.length } };
}
