import type { Diagnostics } from '../source/diagnostic.ts';
import type { Sources } from '../source/sources.ts';
import { suggest } from '../source/suggest.ts';
import type { Raw } from './raw.ts';
import { variableOf } from './setting.ts';
import { type SettingName, settingNames, settingOf } from './table.ts';

/** Variables of the environment, as `process.env` has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Variables that are read elsewhere than in the table. */
const others = ['RUNBOOK_CONFIG', 'RUNBOOK_DEBUG'];

/** What `RUNBOOK_*` variables set and, where one is not set, what the variable that Ansible has for it says. An empty one counts as unset. */
export function readEnvironment(env: Environment, sources: Sources): ReadonlyMap<SettingName, Raw> {
  const raws = new Map<SettingName, Raw>();
  for (const name of settingNames) {
    const { flagOnly, ansible } = settingOf(name);
    if (flagOnly) continue;
    const raw = rawOf(variableOf(name), env, sources) ?? foreign(ansible, env, sources);
    if (raw !== undefined) raws.set(name, raw);
  }
  return raws;
}

/** Warns of a `RUNBOOK_*` variable that is no setting but nearly one. */
export function checkVariables(env: Environment, diagnostics: Diagnostics): void {
  const known = [...settingNames.filter((name) => !settingOf(name).flagOnly).map(variableOf), ...others];
  for (const variable of Object.keys(env)) {
    if (!variable.startsWith('RUNBOOK_') || known.includes(variable)) continue;
    const meant = suggest(
      variable.slice('RUNBOOK_'.length),
      known.map((one) => one.slice('RUNBOOK_'.length)),
    );
    if (meant === undefined) continue;
    diagnostics.warn('unknown-environment-variable', `the environment has \`${variable}\`, which sets nothing`, {
      help: `did you mean \`RUNBOOK_${meant}\`?`,
    });
  }
}

function rawOf(variable: string, env: Environment, sources: Sources): Raw | undefined {
  const text = env[variable];
  if (text === undefined || text === '') return undefined;
  const file = `<${variable}>`;
  sources.add(file, text);
  return { origin: 'environment', name: variable, texts: [text], span: { file, start: 0, end: text.length } };
}

function foreign(variable: string | undefined, env: Environment, sources: Sources): Raw | undefined {
  const raw = variable === undefined ? undefined : rawOf(variable, env, sources);
  return raw && { ...raw, foreign: true };
}
