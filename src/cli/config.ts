import type { Command } from 'commander';
import { exitCodes } from '../events/exit-codes.ts';
import { jsonText } from '../report/json-text.ts';
import { print } from '../run/print.ts';
import type { Origin } from '../settings/resolve.ts';
import { keyOf, sections } from '../settings/setting.ts';
import { type SettingName, settingNames, settingOf } from '../settings/table.ts';
import { displayPath } from '../source/display-path.ts';
import { type CliCommand, type CommandContext, examples } from './command.ts';
import { addOptions } from './options.ts';
import { type ReadSettings, readSettings } from './read-settings.ts';

/** `runbook config`: every setting, its value, and which flag, variable or line it came from. */
export const command: CliCommand = {
  define(command) {
    command.argument('[playbook]', 'look for `runbook.yaml` as a run of this playbook would');
    command.option('--changed', 'only settings that are not at their default');
    addOptions(command, sections);
    examples(command, {
      'runbook config': 'all settings as a run here would have them',
      'RUNBOOK_FORKS=5 runbook config --changed': 'what is set, and where',
    });
  },

  async run(command, context) {
    const read = readSettings(command, context, command.args);
    print(renderConfig(read, context, { changed: isChanged(command) }), context.invocation);
    return exitCodes.ok;
  },
};

function isChanged(command: Command): boolean {
  return command.getOptionValue('changed') === true;
}

/** The settings as `runbook.yaml` would have them, each with where its value came from behind it. */
export function renderConfig(read: ReadSettings, context: CommandContext, { changed = false } = {}): string[] {
  const rows = settingNames
    .filter((name) => !settingOf(name).flagOnly)
    .filter((name) => !changed || read.origins[name].kind !== 'default')
    .map((name) => ({
      text: `${keyOf(name)}: ${shown(name, read.settings[name])}`,
      from: origin(name, read.origins[name], context),
    }));
  const width = Math.min(48, Math.max(0, ...rows.map((row) => row.text.length)));
  const head =
    read.configFile === undefined
      ? '# no runbook.yaml found'
      : `# ${displayPath(read.configFile, context.invocation.cwd())}`;
  return [head, ...rows.map((row) => `${row.text.padEnd(width)}  # ${row.from}`)];
}

function shown(name: SettingName, value: unknown): string {
  if (value === undefined) return 'null';
  const text = settingOf(name).kind.show?.(value) ?? value;
  return typeof text === 'string' && /^[\w./~@:-]+$/.test(text) ? text : jsonText(text);
}

function origin(name: SettingName, { kind, raw }: Origin, { sources, invocation }: CommandContext): string {
  const { unset } = settingOf(name);
  if (raw === undefined) return unset === undefined ? kind : `${kind}: ${unset}`;
  if (kind !== 'file') return raw.name;
  const { file, line, column } = sources.locate(raw.span);
  return `${displayPath(file, invocation.cwd())}:${line}:${column}`;
}
