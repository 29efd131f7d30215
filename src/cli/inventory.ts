import type { Command } from 'commander';
import { exitCodes } from '../events/exit-codes.ts';
import { inventoryGraph } from '../inventory/graph.ts';
import type { Group, Host } from '../inventory/inventory.ts';
import { internalVariables, inventoryList } from '../inventory/list.ts';
import { inventoryTree } from '../inventory/tree.ts';
import { safeJson } from '../report/json-text.ts';
import { print, printData } from '../run/print.ts';
import { printDiagnostics } from '../run/print-diagnostics.ts';
import { type Inputs, readInputs } from '../run/read-inputs.ts';
import { Diagnostics, WrongInput } from '../source/diagnostic.ts';
import { didYouMean } from '../source/suggest.ts';
import type { Layer } from '../vars/precedence.ts';
import { bindingJson, type Written, writeJson } from './binding-json.ts';
import { type CliCommand, type CommandContext, examples } from './command.ts';
import { addOptions } from './options.ts';
import { readSettings } from './read-settings.ts';

/** `runbook inventory`: the hosts, groups and variables that a run would have. */
export const command: CliCommand = {
  define(command) {
    command.argument('[group]', 'the group to begin at with `--graph`', 'all');
    command.option('--graph', 'the groups as a tree (the default)');
    command.option('--list', 'everything as JSON, as an inventory program prints it');
    command.option('--host <NAME>', "one host's variables as JSON");
    command.option('--vars', 'with `--graph`: variables, too');
    command.option('-y, --yaml', 'with `--list` or `--host`: as YAML; `--list` gives an inventory file');
    addOptions(command, ['Inventory', 'Variables', 'Vault'], ['limit', 'allowEmpty']);
    examples(command, {
      'runbook inventory -i hosts.yaml': 'the tree of groups and hosts',
      'runbook inventory -i hosts.yaml --graph web --vars': 'one group, with variables',
      'runbook inventory -i hosts.yaml --host web01': 'what is set for one host',
      'runbook inventory -i hosts.ini --list --yaml > hosts.yaml': 'turn any inventory into YAML',
    });
  },

  async run(command, context) {
    const { settings } = readSettings(command, context);
    const diagnostics = new Diagnostics();
    const inputs = await readInputs(
      { settings, diagnostics, playbook: undefined },
      { io: context.invocation, sources: context.sources },
    );
    const { writeYaml } = await import('../source/write-yaml.ts');
    const write = command.opts<{ yaml?: true }>().yaml ? writeYaml : json;
    const shown = show(command, new Shown(inputs, context, write), diagnostics);
    if (diagnostics.failed) throw new WrongInput(diagnostics.all);
    printDiagnostics(diagnostics.all, context.invocation, context.sources);
    if (typeof shown === 'string') printData(`${shown.trimEnd()}\n`, context.invocation);
    else print(shown, context.invocation);
    return exitCodes.ok;
  },
};

/** The lines for people, or the text for programs, that the options ask for. */
function show(command: Command, shown: Shown, diagnostics: Diagnostics): string | string[] {
  const { list, host, vars } = command.opts<{ list?: true; host?: string; vars?: true }>();
  if (list) return command.opts<{ yaml?: true }>().yaml ? shown.tree() : shown.list();
  if (host !== undefined) return shown.host(host, diagnostics);
  return shown.graph(command.args[0] ?? 'all', vars ?? false, diagnostics);
}

/** The inventory as it is printed. */
class Shown {
  readonly #inputs: Inputs;
  readonly #cwd: string;
  readonly #write: (value: unknown) => string;

  constructor(inputs: Inputs, context: CommandContext, write: (value: unknown) => string) {
    this.#inputs = inputs;
    this.#cwd = context.invocation.cwd();
    this.#write = write;
  }

  list(): string {
    return this.#write(inventoryList(this.#inputs.inventory, (host) => this.#anyVars(host)));
  }

  tree(): string {
    return this.#write(inventoryTree(this.#inputs.inventory, (host) => this.#anyVars(host)));
  }

  host(name: string, diagnostics: Diagnostics): string {
    const { inventory } = this.#inputs;
    const host = inventory.host(name);
    if (host !== undefined) return this.#write(this.#vars(host));
    const help = didYouMean(name, inventory.hosts.keys(), 'see what there is: `runbook inventory --graph`');
    diagnostics.error('unknown-host', `the inventory has no host \`${name}\``, help);
    return '';
  }

  graph(group: string, vars: boolean, diagnostics: Diagnostics): string[] {
    const { inventory } = this.#inputs;
    if (!inventory.groups.has(group)) {
      const help = didYouMean(group, inventory.groups.keys(), 'see what there is: `runbook inventory --graph`');
      diagnostics.error('unknown-group', `the inventory has no group \`${group}\``, help);
    }
    const texts = (values: Readonly<Record<string, Written>>) =>
      new Map(
        Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? value : writeJson(value)]),
      );
    const shown = {
      ofGroup: (one: Group) => texts(merge(this.#inputs.layers.ofGroup(one, this.#cwd))),
      ofHost: (host: Host) => texts(this.#vars(host)),
    };
    return inventoryGraph(inventory, group, vars ? shown : undefined);
  }

  #anyVars(host: Host): Record<string, Written> | undefined {
    const vars = this.#vars(host);
    return Object.keys(vars).length === 0 ? undefined : vars;
  }

  /** What the inventory and the vars files beside it set for a host, extra vars on top. */
  #vars(host: Host): Record<string, Written> {
    const { layers, extraVars } = this.#inputs;
    return merge([...layers.of(host, this.#cwd), extraVars]);
  }
}

function merge(layers: readonly { readonly vars: Layer['vars'] }[]): Record<string, Written> {
  const merged = new Map<string, Written>();
  for (const { vars } of layers) {
    for (const name of vars.keys()) {
      const binding = vars.get(name);
      if (binding !== undefined && !internalVariables.has(name)) merged.set(name, bindingJson(binding));
    }
  }
  return Object.fromEntries(merged);
}

const json = (value: unknown): string => safeJson(writeJson(value, 4));
