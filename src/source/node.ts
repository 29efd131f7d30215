import type { Float } from '../std/float.ts';
import type { Span } from './span.ts';

/** What a scalar of a user's text means under YAML 1.1 rules; a date stays the text it was written as. */
export type ScalarValue = null | boolean | number | bigint | Float | string;

/**
 * A scalar. `plain` is true when it was written without quotes and not as a block. `tag` is set for `!vault` (the value is the
 * armoured text) and `!unsafe` (the value is never taken for a template).
 */
export interface ScalarNode {
  readonly kind: 'scalar';
  readonly value: ScalarValue;
  readonly plain: boolean;
  readonly tag?: 'vault' | 'unsafe';
  readonly span: Span;
}

export interface SeqNode {
  readonly kind: 'seq';
  readonly items: readonly Node[];
  readonly span: Span;
}

export interface MapEntry {
  readonly key: ScalarNode;
  readonly value: Node;
}

/** A mapping in the order it was written, merge keys (`<<`) already resolved and keys unique. */
export interface MapNode {
  readonly kind: 'map';
  readonly entries: readonly MapEntry[];
  readonly span: Span;
}

/** A value of a user's file before any template in it is evaluated; every part knows where it was written. */
export type Node = ScalarNode | SeqNode | MapNode;

/** The value under `key`, or `undefined`. */
export function entry(node: MapNode, key: string): Node | undefined {
  return node.entries.find((candidate) => candidate.key.value === key)?.value;
}
