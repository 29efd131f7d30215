import type { MapNode, ScalarNode } from '../../source/node.ts';
import { scalarText } from '../../source/plain.ts';
import type { Sources } from '../../source/sources.ts';
import { bindValues } from '../../template/bind.ts';
import type { Bindings } from '../../template/binding.ts';
import { evaluateConditional } from '../../template/conditional.ts';
import { display } from '../../template/display.ts';
import { evaluateExpression, evaluateTemplate } from '../../template/evaluate.ts';
import { TemplateError } from '../../template/template-error.ts';
import { watched } from '../../template/unsafe.ts';
import type { Value } from '../../template/value.ts';
import type { Host } from '../inventory.ts';
import { isPlainName } from '../plain-name.ts';
import { VarsFiles } from '../vars-files.ts';
import { type ConstructedConfig, type KeyedGroup, readConstructedConfig } from './constructed-config.ts';
import { safeGroupName } from './group-name.ts';
import { HostContext, inventoryWorld, type VarsLayer } from './host-context.ts';
import { keyedGroupNames } from './keyed-group.ts';
import type { SourceReading } from './source-reading.ts';

/**
 * Reads `plugin: constructed`: variables and groups worked out from the variables of the hosts that the sources before this one gave.
 * An expression that fails for a host says nothing about it, or with `strict: true` is reported, for the first such host.
 */
export function readConstructedInventory(
  node: MapNode,
  reading: SourceReading,
  sources: Sources,
  extraVars: VarsLayer = new Map(),
): void {
  const config = readConstructedConfig(node, reading);
  const construction = new Construction(config, reading, sources, extraVars);
  for (const host of [...reading.inventory.hosts.values()]) construction.apply(host);
}

class Construction {
  readonly #config: ConstructedConfig;
  readonly #reading: SourceReading;
  readonly #extraVars: VarsLayer;
  readonly #files: VarsFiles;
  readonly #world: ReturnType<typeof inventoryWorld>;
  /** The expressions that have been reported. */
  readonly #failed = new Set<ScalarNode>();

  constructor(config: ConstructedConfig, reading: SourceReading, sources: Sources, extraVars: VarsLayer) {
    this.#config = config;
    this.#reading = reading;
    this.#extraVars = config.useExtraVars ? extraVars : new Map();
    this.#files = new VarsFiles(sources, reading.diagnostics);
    this.#world = inventoryWorld(sources);
  }

  apply(host: Host): void {
    const before = this.#contextOf(host);
    for (const { name, node } of this.#config.compose) {
      const made = this.#attempt(node, host, () => watched(() => evaluate(node, before)));
      if (made !== undefined) host.vars.set(name, { value: made.value, safe: !made.unsafe });
    }
    const context = this.#contextOf(host);
    const { groups, keyedGroups } = this.#config;
    for (const { name, node } of groups) {
      const holds = this.#attempt(node, host, () => evaluateConditional(node, context));
      if (holds === true) this.#reading.inventory.addHost(host.name, [safeGroupName(name)]);
    }
    for (const keyed of keyedGroups) this.#applyKeyed(keyed, host, context);
  }

  #applyKeyed(keyed: KeyedGroup, host: Host, context: HostContext): void {
    const names = this.#attempt(keyed.key, host, () => {
      const found = keyedGroupNames(evaluate(keyed.key, context), keyed);
      if (found === undefined && this.#config.strict) throw new TemplateError('error', 'the key gives nothing');
      return found ?? [];
    });
    const parent = this.#parentOf(keyed, host, context);
    if (parent === undefined) return;
    for (const name of names ?? []) {
      const group = safeGroupName(name);
      this.#reading.inventory.addHost(host.name, [group]);
      if (parent !== '' && parent !== group) this.#reading.addChild(parent, group, keyed.key.span);
    }
  }

  /** The parent of the groups of a key: empty for none, `undefined` when its template fails. */
  #parentOf({ parent }: KeyedGroup, host: Host, context: HostContext): string | undefined {
    if (parent === undefined || parent.value === null) return '';
    const text = this.#attempt(parent, host, () => display(evaluateTemplate(scalarText(parent), context)));
    return text === undefined ? undefined : safeGroupName(text);
  }

  #contextOf(host: Host): HostContext {
    const { inventory } = this.#reading;
    const lineage = inventory.ancestors(host);
    const folders = this.#config.useVarsFiles ? inventory.folders : [];
    const layers = [
      ...lineage.map((group) => group.vars),
      ...lineage.flatMap((group) => folders.map((folder) => this.#files.group(folder, group.name))),
      host.vars,
      ...folders.map((folder) => this.#files.host(folder, host.name)),
      this.#extraVars,
    ];
    return new HostContext([...layers, this.#magic(host)], this.#world);
  }

  /** What every host knows of itself before any play. */
  #magic(host: Host): Bindings {
    const groupNames = [...this.#reading.inventory.groupNames(host)];
    const names = {
      inventory_hostname: host.name,
      inventory_hostname_short: host.name.split('.')[0] ?? '',
      group_names: groupNames,
    };
    return bindValues(names, () => [host.name, ...groupNames].every(isPlainName));
  }

  #attempt<T>(node: ScalarNode, host: Host, run: () => T): T | undefined {
    try {
      return run();
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error;
      if (this.#config.strict && !this.#failed.has(node)) this.#report(node, host, error);
      return undefined;
    }
  }

  #report(node: ScalarNode, host: Host, { message, help }: TemplateError): void {
    this.#failed.add(node);
    this.#reading.diagnostics.error('inventory-expression', `for the host \`${host.name}\`, ${message}`, {
      span: node.span,
      help: help ?? 'give the variable to every host, use `default(...)`, or remove `strict: true`',
    });
  }
}

function evaluate(node: ScalarNode, context: HostContext): Value {
  return typeof node.value === 'string' ? evaluateExpression(node.value, context) : node.value;
}
