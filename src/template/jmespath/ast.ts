import type { Value } from '../value.ts';

/** How two values are compared in a query. */
export type QueryComparison = '==' | '!=' | '<' | '<=' | '>' | '>=';

/** A part of a JMESPath query. */
export type Query =
  | { readonly kind: 'current' | 'identity' }
  | { readonly kind: 'field'; readonly name: string }
  | { readonly kind: 'literal'; readonly value: Value }
  | { readonly kind: 'index'; readonly index: number }
  | { readonly kind: 'slice'; readonly start: Value; readonly stop: Value; readonly step: Value }
  | { readonly kind: 'chain' | 'pipe'; readonly left: Query; readonly right: Query }
  | { readonly kind: 'or' | 'and'; readonly left: Query; readonly right: Query }
  | { readonly kind: 'projection'; readonly left: Query; readonly right: Query }
  | { readonly kind: 'value-projection'; readonly left: Query; readonly right: Query }
  | { readonly kind: 'filter'; readonly left: Query; readonly right: Query; readonly condition: Query }
  | { readonly kind: 'flatten'; readonly inner: Query }
  | { readonly kind: 'not'; readonly inner: Query }
  | { readonly kind: 'reference'; readonly inner: Query }
  | { readonly kind: 'compare'; readonly operator: QueryComparison; readonly left: Query; readonly right: Query }
  | { readonly kind: 'list'; readonly items: readonly Query[] }
  | { readonly kind: 'dict'; readonly entries: readonly (readonly [string, Query])[] }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Query[] };
