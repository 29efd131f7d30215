import type { Diagnostics } from '../source/diagnostic.ts';
import { didYouMean } from '../source/suggest.ts';
import type { OriginKind, Raw } from './raw.ts';
import { type SettingName, type Settings, settingNames, settingOf } from './table.ts';

/** Where the value of a setting came from. */
export interface Origin {
  readonly kind: OriginKind;
  readonly raw?: Raw;
}

/** The settings of a run, and for each where it came from. */
export interface Resolved {
  readonly settings: Settings;
  readonly origins: Readonly<Record<SettingName, Origin>>;
}

/** What one source of settings gives. */
export type Layer = ReadonlyMap<SettingName, Raw>;

/**
 * The value of every setting from `layers`, the first that gives one winning, else its default. Every text of every layer is checked, so
 * that a wrong line in a file is told even where a flag hides it.
 */
export function resolveSettings(layers: readonly Layer[], diagnostics: Diagnostics): Resolved {
  const values: Partial<Record<SettingName, unknown>> = {};
  const origins: Partial<Record<SettingName, Origin>> = {};
  for (const name of settingNames) {
    const given = layers.flatMap((layer) => read(name, layer.get(name), diagnostics));
    values[name] = given[0]?.value ?? settingOf(name).default;
    origins[name] = given[0] === undefined ? { kind: 'default' } : { kind: given[0].raw.origin, raw: given[0].raw };
  }
  return { settings: values as unknown as Settings, origins: origins as Record<SettingName, Origin> };
}

interface Given {
  readonly value: unknown;
  readonly raw: Raw;
}

function read(name: SettingName, raw: Raw | undefined, diagnostics: Diagnostics): Given[] {
  if (raw === undefined) return [];
  const { kind } = settingOf(name);
  const value = kind.parse(raw.texts);
  if (value !== undefined) return [{ value, raw }];
  const shown = raw.texts.join(',');
  diagnostics.add({
    severity: raw.foreign ? 'warning' : 'error',
    code: 'bad-setting',
    message: `\`${raw.name}\` must be ${kind.expected}${raw.foreign ? '; it is passed over' : ''}`,
    span: raw.span,
    label: `found \`${shown}\``,
    ...didYouMean(shown, kind.words ?? []),
  });
  return [];
}
