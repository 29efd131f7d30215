import type { MapNode, Node, ScalarNode } from '../../source/node.ts';
import { kindOf, plain, scalarText } from '../../source/plain.ts';
import { didYouMean } from '../../source/suggest.ts';
import { problemsOf } from '../../template/problems.ts';
import type { KeyedNaming } from './keyed-group.ts';
import type { SourceReading } from './source-reading.ts';

/** An expression of a constructed inventory, and the name that it is for. */
export interface NamedExpression {
  readonly name: string;
  readonly node: ScalarNode;
}

export interface KeyedGroup extends KeyedNaming {
  readonly key: ScalarNode;
  readonly parent: ScalarNode | undefined;
}

/** What a file with `plugin: constructed` asks for. */
export interface ConstructedConfig {
  /** Whether an expression that fails is an error; else it says nothing about the host. */
  readonly strict: boolean;
  readonly useVarsFiles: boolean;
  readonly useExtraVars: boolean;
  readonly compose: readonly NamedExpression[];
  readonly groups: readonly NamedExpression[];
  readonly keyedGroups: readonly KeyedGroup[];
}

const settings = [
  'plugin',
  'strict',
  'compose',
  'groups',
  'keyed_groups',
  'leading_separator',
  'use_vars_plugins',
  'use_extra_vars',
];
const keyedSettings = ['key', 'prefix', 'separator', 'parent_group', 'default_value', 'trailing_separator'];

/** Reads the settings of a constructed inventory; what is wrong with them is reported, and counts as not given. */
export function readConstructedConfig(node: MapNode, reading: SourceReading): ConstructedConfig {
  return new ConfigReader(reading).read(node);
}

class ConfigReader {
  readonly #reading: SourceReading;

  constructor(reading: SourceReading) {
    this.#reading = reading;
  }

  read(node: MapNode): ConstructedConfig {
    const given = this.#settings(node, settings);
    const leadingSeparator = this.#boolean(given.get('leading_separator'), true);
    return {
      strict: this.#boolean(given.get('strict'), false),
      useVarsFiles: this.#boolean(given.get('use_vars_plugins'), false),
      useExtraVars: this.#boolean(given.get('use_extra_vars'), false),
      compose: this.#expressions(given.get('compose')),
      groups: this.#expressions(given.get('groups')),
      keyedGroups: this.#list(given.get('keyed_groups')).flatMap((item) => this.#keyedGroup(item, leadingSeparator)),
    };
  }

  #settings(node: MapNode, known: readonly string[]): ReadonlyMap<string, Node> {
    for (const { key } of node.entries) {
      const word = scalarText(key);
      if (known.includes(word)) continue;
      this.#reading.diagnostics.error(
        'inventory-unknown-key',
        `unknown setting \`${word}\` of a constructed inventory`,
        {
          span: key.span,
          ...didYouMean(word, known, `the settings are ${known.map((name) => `\`${name}\``).join(', ')}`),
        },
      );
    }
    return new Map(node.entries.map(({ key, value }) => [scalarText(key), value]));
  }

  #keyedGroup(node: Node, leadingSeparator: boolean): KeyedGroup[] {
    if (node.kind !== 'map') {
      this.#wrong(node, 'an entry of `keyed_groups` is a mapping with a `key`');
      return [];
    }
    const given = this.#settings(node, keyedSettings);
    const key = this.#expression(given.get('key'));
    if (!given.has('key')) this.#reportKeyless(node);
    if (given.has('default_value') && given.has('trailing_separator')) {
      this.#wrong(given.get('trailing_separator')!, 'give `default_value` or `trailing_separator`, not both');
    }
    if (key === undefined) return [];
    const naming = {
      prefix: this.#text(given.get('prefix')) ?? '',
      separator: this.#text(given.get('separator')) ?? '_',
      defaultValue: this.#text(given.get('default_value')),
      trailingSeparator: this.#boolean(given.get('trailing_separator'), true),
      leadingSeparator,
    };
    return [{ key, parent: this.#scalar(given.get('parent_group')), ...naming }];
  }

  #expressions(node: Node | undefined): NamedExpression[] {
    if (node === undefined || isNothing(node)) return [];
    if (node.kind !== 'map') {
      this.#wrong(node, '`compose` and `groups` are mappings of a name to an expression');
      return [];
    }
    return node.entries.flatMap(({ key, value }) => {
      const expression = this.#expression(value);
      return expression === undefined ? [] : [{ name: scalarText(key), node: expression }];
    });
  }

  /** An expression whose syntax is right; a mistake in it is one for every host, so it is reported here and once. */
  #expression(node: Node | undefined): ScalarNode | undefined {
    const scalar = this.#scalar(node);
    if (scalar === undefined || typeof scalar.value !== 'string') return scalar;
    const [problem] = problemsOf(scalar.value, 'expression').filter(({ severity }) => severity === 'error');
    if (problem === undefined) return scalar;
    const { code, message, help } = problem;
    this.#reading.diagnostics.error(code, message, { span: scalar.span, ...(help !== undefined && { help }) });
    return undefined;
  }

  #list(node: Node | undefined): readonly Node[] {
    if (node === undefined || isNothing(node)) return [];
    if (node.kind === 'seq') return node.items;
    this.#wrong(node, '`keyed_groups` is a list');
    return [];
  }

  #scalar(node: Node | undefined): ScalarNode | undefined {
    if (node === undefined || node.kind === 'scalar') return node;
    this.#wrong(node, 'an expression or a text is wanted');
    return undefined;
  }

  #text(node: Node | undefined): string | undefined {
    const scalar = this.#scalar(node);
    return scalar === undefined || scalar.value === null ? undefined : scalarText(scalar);
  }

  #boolean(node: Node | undefined, otherwise: boolean): boolean {
    const value = this.#scalar(node)?.value ?? otherwise;
    if (typeof value === 'boolean') return value;
    this.#wrong(node!, '`true` or `false` is wanted');
    return otherwise;
  }

  #reportKeyless({ span }: Node): void {
    const help = 'add the expression whose value names the group: `key: ansible_distribution`';
    this.#reading.diagnostics.error('inventory-shape', 'this entry of `keyed_groups` has no `key`', { span, help });
  }

  #wrong(node: Node, wanted: string): void {
    const found = node.kind === 'scalar' ? `\`${plain(node)}\`` : kindOf(node);
    this.#reading.diagnostics.error('inventory-shape', `${wanted}, and this is ${found}`, { span: node.span });
  }
}

function isNothing(node: Node): boolean {
  return node.kind === 'scalar' && node.value === null;
}
