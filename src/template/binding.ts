import type { Node } from '../source/node.ts';
import type { Value } from './value.ts';

/**
 * What a variable is bound to. A `node` comes from a user's text: it is evaluated as a template each time it is wanted. A `value` is data
 * (facts, registered results, loop items): it is never taken for a template, whatever braces a host has printed into it. One that is
 * `safe` holds nothing but the user's own text, which may be a condition; any other is taken for what a host has said.
 */
export type Binding = { readonly node: Node } | { readonly value: Value; readonly safe?: boolean };

/** One source of variables: a vars file, a group's `vars`, a play's `vars`, the facts of a host. */
export type Bindings = ReadonlyMap<string, Binding>;
