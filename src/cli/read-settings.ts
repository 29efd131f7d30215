import { dirname } from 'node:path';
import type { Command } from 'commander';
import { printDiagnostics } from '../run/print-diagnostics.ts';
import { findConfigFile, readConfigFile } from '../settings/config-file.ts';
import { checkVariables, readEnvironment } from '../settings/environment.ts';
import { type Resolved, resolveSettings } from '../settings/resolve.ts';
import { Diagnostics, WrongInput } from '../source/diagnostic.ts';
import type { CommandContext } from './command.ts';
import { readFlags } from './options.ts';

/** The settings of a command and the file that some of them came from. */
export interface ReadSettings extends Resolved {
  readonly configFile: string | undefined;
}

/**
 * Reads what flags, environment and `runbook.yaml` say; the file is looked for upward from the folder of the first of `playbooks`, then
 * from the working directory. Warnings are printed; throws {@link WrongInput} with all that is wrong.
 */
export function readSettings(
  command: Command,
  context: CommandContext,
  playbooks: readonly string[] = [],
): ReadSettings {
  const { invocation, sources } = context;
  const diagnostics = new Diagnostics();
  const folders = playbooks.slice(0, 1).map((playbook) => dirname(playbook));
  const path = invocation.env.RUNBOOK_CONFIG || findConfigFile(folders, invocation.cwd(), diagnostics);
  const file = path === undefined ? undefined : readConfigFile(path, sources, diagnostics);
  const layers = [readFlags(command, sources), readEnvironment(invocation.env, sources), file?.raws ?? new Map()];
  const resolved = resolveSettings(layers, diagnostics);
  checkVariables(invocation.env, diagnostics);
  if (diagnostics.failed) throw new WrongInput(diagnostics.all);
  printDiagnostics(diagnostics.all, invocation, sources);
  return { ...resolved, configFile: path };
}
