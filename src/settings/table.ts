import { connectionSettings } from './connection-settings.ts';
import { runSettings } from './run-settings.ts';
import type { Setting } from './setting.ts';

/** All that a user can set, in the order of the help: the one place that flags, variables, keys, checks and `runbook config` come from. */
export const table = { ...runSettings, ...connectionSettings };

export type SettingName = keyof typeof table;

/** The value of every setting, as the commands read them. */
export type Settings = { readonly [N in SettingName]: ValueOf<(typeof table)[N]> };

type ValueOf<S> = S extends Setting<infer T, infer D> ? T | D : never;

/** The names of all settings. */
export const settingNames = Object.keys(table) as SettingName[];

/** A setting by its name, its value's type forgotten. */
export function settingOf(name: SettingName): Setting<unknown> {
  return table[name] as Setting<unknown>;
}
