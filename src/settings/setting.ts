import type { Kind } from './kind.ts';

/** Sections of the options in help texts, in their order. */
export const sections = [
  'Inventory',
  'What to run',
  'How to run',
  'Variables',
  'Privilege',
  'Connections',
  'Vault',
  'Output',
] as const;

/** A command names those it understands. */
export type Section = (typeof sections)[number];

/**
 * One thing that a user can set. From its name `fooBar` follow the flag `--foo-bar`, the variable `RUNBOOK_FOO_BAR` and the key
 * `foo_bar` of `runbook.yaml`; they all read the same texts.
 */
export interface Setting<T, D extends T | undefined = T | undefined> {
  readonly kind: Kind<T>;
  /** In place of nothing; `undefined` leaves it to others, see {@link unset}. */
  readonly default: D;
  /** What decides when nothing sets it: `10, or what ssh_config says`. */
  readonly unset?: string;
  /** One line for the help: lower case, no full stop. */
  readonly about: string;
  readonly section: Section;
  /** The letter of the short flag. */
  readonly short?: string;
  /** Other long flags that hands know. */
  readonly alsoFlags?: readonly string[];
  /** The variable that Ansible's users have set for it already. */
  readonly ansible?: string;
  /** A wish for one run: only a flag sets it. */
  readonly flagOnly?: true;
  /** Puts a relative path of `runbook.yaml` under that file's folder. */
  readonly rebase?: (text: string, folder: string) => string;
}

/** Keeps the types of a setting's value and default apart, for the table. */
export function setting<T, const D extends T | undefined>(definition: Setting<T, D>): Setting<T, D> {
  return definition;
}

/** `fooBar` as the key of `runbook.yaml`: `foo_bar`. */
export function keyOf(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** `fooBar` as a long flag: `--foo-bar`. */
export function flagOf(name: string): string {
  return `--${keyOf(name).replaceAll('_', '-')}`;
}

/** `fooBar` as a variable of the environment: `RUNBOOK_FOO_BAR`. */
export function variableOf(name: string): string {
  return `RUNBOOK_${keyOf(name).toUpperCase()}`;
}
