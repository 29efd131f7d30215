import { type Command, Option } from 'commander';
import type { Raw } from '../settings/raw.ts';
import { flagOf, type Section, type Setting } from '../settings/setting.ts';
import { type SettingName, settingNames, settingOf } from '../settings/table.ts';
import type { Sources } from '../source/sources.ts';

/** Gives a command the options of the sections that it understands, save some. They only collect words; the table makes values of them. */
export function addOptions(command: Command, sections: readonly Section[], except: readonly SettingName[] = []): void {
  for (const section of sections) {
    const names = settingNames.filter((name) => settingOf(name).section === section && !except.includes(name));
    for (const name of names) for (const option of optionsOf(name, settingOf(name))) command.addOption(option);
  }
}

/** What the flags of a parsed command line set. */
export function readFlags(command: Command, sources: Sources): ReadonlyMap<SettingName, Raw> {
  const raws = new Map<SettingName, Raw>();
  for (const name of settingNames) {
    const texts = command.getOptionValue(name) as readonly string[] | undefined;
    if (texts !== undefined) raws.set(name, rawOf(flagOf(name), texts, sources));
  }
  return raws;
}

function rawOf(flag: string, texts: readonly string[], sources: Sources): Raw {
  const file = `<${flag}>`;
  const text = texts.join('\n');
  sources.add(file, text);
  return { origin: 'flag', name: flag, texts, span: { file, start: 0, end: text.length } };
}

function optionsOf(name: SettingName, setting: Setting<unknown>): Option[] {
  const { placeholder } = setting.kind;
  const argument = placeholder === undefined ? '' : ` <${placeholder}>`;
  const letter = setting.short === undefined ? '' : `-${setting.short}, `;
  const flags = [
    `${letter}${flagOf(name)}${argument}`,
    ...(setting.alsoFlags ?? []).map((flag) => `${flag}${argument}`),
  ];
  const options = flags.map((flag, index) =>
    collecting(new Option(flag, describe(setting)), name, 'true').hideHelp(index > 0),
  );
  if (placeholder === undefined)
    options.push(collecting(new Option(`--no-${flagOf(name).slice(2)}`), name, 'false').hideHelp());
  return options.map((option) => option.helpGroup(`${setting.section}:`));
}

/** Words of every spelling of an option come together under the setting's name. */
function collecting(option: Option, name: SettingName, word: string): Option {
  option.attributeName = () => name;
  return option.argParser((value: string | undefined, before: readonly string[] | undefined) => [
    ...(before ?? []),
    value ?? word,
  ]);
}

function describe({ about, default: value, unset }: Setting<unknown>): string {
  const shown = unset ?? (typeof value === 'number' || typeof value === 'string' ? value : undefined);
  return shown ? `${about} (default: ${shown})` : about;
}
