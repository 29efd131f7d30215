import type { Diagnostics } from '../diagnostic.ts';
import type { MapEntry, MapNode, Node, ScalarNode } from '../node.ts';
import { kindOf, scalarText } from '../plain.ts';

/** A key and its value as they stand in the text; the key may be `<<`. */
export interface WrittenEntry {
  readonly key: ScalarNode;
  readonly value: Node;
}

/**
 * Resolves merge keys (https://yaml.org/type/merge.html) and refuses duplicates. In PyYAML's order: merged keys come first, an
 * explicit key takes the place of a merged one, and of several merged mappings the first named wins.
 */
export function mergeEntries(written: readonly WrittenEntry[], diagnostics: Diagnostics): readonly MapEntry[] {
  const explicit = new Map<string, MapEntry>();
  let merged: Map<string, MapEntry> | undefined;
  for (const entry of written) {
    if (isMerge(entry.key)) {
      merged ??= new Map();
      for (const map of mergedMaps(entry.value, diagnostics)) addAll(merged, map);
    } else {
      addUnique(explicit, entry, diagnostics);
    }
  }
  if (merged === undefined) return [...explicit.values()];
  for (const [identity, entry] of explicit) merged.set(identity, entry);
  return [...merged.values()];
}

function isMerge(key: ScalarNode): boolean {
  return key.plain && key.value === '<<';
}

/** The mappings a merge key names, weakest first. */
function mergedMaps(value: Node, diagnostics: Diagnostics): MapNode[] {
  if (value.kind === 'map') return [value];
  const items = value.kind === 'seq' ? value.items : [value];
  const maps = items.filter((item) => item.kind === 'map');
  const wrong = items.find((item) => item.kind !== 'map');
  if (wrong !== undefined) {
    diagnostics.error('yaml-merge', 'a merge key `<<` takes a mapping or a list of mappings', {
      span: wrong.span,
      label: kindOf(wrong),
      help: 'write `<<: *anchor` or `<<: [*anchor1, *anchor2]`',
    });
  }
  return maps.reverse();
}

function addAll(entries: Map<string, MapEntry>, map: MapNode): void {
  for (const entry of map.entries) entries.set(identityOf(entry.key), entry);
}

function addUnique(entries: Map<string, MapEntry>, entry: MapEntry, diagnostics: Diagnostics): void {
  const identity = identityOf(entry.key);
  const first = entries.get(identity);
  if (first === undefined) {
    entries.set(identity, entry);
    return;
  }
  diagnostics.error('duplicate-key', `the key \`${scalarText(entry.key)}\` is given twice in one mapping`, {
    span: entry.key.span,
    label: 'given again',
    help: 'keep one of the two',
    related: [{ span: first.key.span, label: 'first given here' }],
  });
}

/** Tells `1` from `'1'`, as a Python dictionary does. */
function identityOf(key: ScalarNode): string {
  return `${typeof key.value} ${scalarText(key)}`;
}
