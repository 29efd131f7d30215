import { dirname, resolve } from 'node:path';
import { Secrets } from '../events/redact.ts';
import type { Inventory } from '../inventory/inventory.ts';
import { readInventory } from '../inventory/read-inventory.ts';
import { VarsFiles } from '../inventory/vars-files.ts';
import type { Settings } from '../settings/table.ts';
import type { Diagnostics } from '../source/diagnostic.ts';
import { InventoryLayers } from '../vars/inventory-layers.ts';
import type { Layer } from '../vars/precedence.ts';
import { StructuredTexts } from '../vars/structured-texts.ts';
import { Variables } from '../vars/variables.ts';
import { controllerWorld } from '../vars/world.ts';
import { ansibleSetting } from './ansible-setting.ts';
import { readExtraVars } from './extra-vars.ts';
import { openVault, type WarmVault } from './open-vault.ts';
import type { RunContext } from './run-context.ts';
import { whileWaiting } from './while-waiting.ts';

/** What a run knows before any playbook: hosts, variables, and the secrets that came to light while reading. */
export interface Inputs {
  readonly inventory: Inventory;
  /** What the inventory and the vars files give to each host. */
  readonly layers: InventoryLayers;
  readonly extraVars: Layer;
  readonly variables: Variables;
  /** Where templates give texts that are taken for data. */
  readonly structuredTexts: StructuredTexts;
  readonly secrets: Secrets;
  readonly warmVault: WarmVault;
}

/** Where the inputs of a command come from, and where complaints go. */
export interface InputSources {
  readonly settings: Settings;
  readonly diagnostics: Diagnostics;
  /** The first playbook; without one, vars files are looked for in the working directory too. */
  readonly playbook: string | undefined;
  readonly signal?: AbortSignal;
}

/** Opens the vault, reads extra vars and the inventory, and puts the variables together. */
export async function readInputs(from: InputSources, context: RunContext): Promise<Inputs> {
  const { settings, diagnostics, signal } = from;
  const { io, sources } = context;
  const cwd = io.cwd();
  const secrets = new Secrets();
  const warmVault = await openVault(settings, io, sources, (secret) => secrets.add(secret));
  const extraVars: Layer = { name: 'extra vars', vars: readExtraVars(settings.extraVars, sources, cwd) };
  const { inventoryUnparsed: unparsed, inventoryTemplates: programTemplates } = settings;
  const options = {
    sources,
    diagnostics,
    cwd,
    unparsed,
    programTemplates,
    extraVars: extraVars.vars,
    ...(signal && { signal }),
  };
  const inventory = await whileWaiting('reading the inventory', io, () => readInventory(settings.inventory, options));
  const unnamed = from.playbook === undefined && !inventory.folders.includes(cwd) ? cwd : undefined;
  const layers = new InventoryLayers(inventory, new VarsFiles(sources, diagnostics, unnamed));
  const structuredTexts = new StructuredTexts();
  const setting = ansibleSetting(settings, cwd);
  const variables = new Variables({
    inventory,
    inventoryLayers: layers,
    extraVars,
    run: {
      check: settings.check,
      diff: settings.diff,
      forks: settings.forks,
      verbosity: settings.verbose,
      ansibleVersion: settings.ansibleVersion,
      limit: settings.limit,
      tags: settings.tags,
      skipTags: settings.skipTags,
      inventorySources: settings.inventory.map((source) => (source.includes(',') ? source : resolve(cwd, source))),
      user: settings.user,
    },
    folder: from.playbook === undefined ? cwd : dirname(resolve(cwd, from.playbook)),
    world: (place) => ({
      ...controllerWorld(sources, place, io.env, settings.textData === 'read' ? structuredTexts.note : undefined),
      setting,
    }),
  });
  return { inventory, layers, extraVars, variables, structuredTexts, secrets, warmVault };
}
