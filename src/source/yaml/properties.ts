import { type Cursor, isBlank } from './cursor.ts';
import type { Properties } from './node-builder.ts';
import { YamlProblem } from './problem.ts';
import type { Tag } from './tag.ts';

/** Reads the `&anchor` and the `!tag` that stand here, in either order, and the space after each on the same line. */
export function readProperties(cursor: Cursor): Properties | undefined {
  let properties: Properties | undefined;
  for (;;) {
    const start = cursor.at;
    if (cursor.is('&') && properties?.anchor === undefined) properties = { ...properties, anchor: readName(cursor) };
    else if (cursor.is('!') && properties?.tag === undefined) properties = { ...properties, tag: readTag(cursor) };
    else if (cursor.is('&') || cursor.is('!')) throw twice(start);
    else return properties;
    cursor.passSpace();
  }
}

function twice(start: number): YamlProblem {
  return new YamlProblem('a value has two anchors or two tags', { start, help: 'keep one of them' });
}

/** Reads the name of an anchor or an alias, after its `&` or `*`. */
export function readName(cursor: Cursor): string {
  const start = cursor.at;
  const name = /[\w-]+/y;
  name.lastIndex = start + 1;
  const found = name.exec(cursor.text)?.[0] ?? '';
  cursor.at = start + 1 + found.length;
  if (found !== '' && (cursor.isBlank() || '?:,]}%@`'.includes(cursor.text[cursor.at]!))) return found;
  const word = /[^\s,[\]{}]*/y;
  word.lastIndex = start;
  const written = word.exec(cursor.text)?.[0] ?? '';
  throw new YamlProblem(`\`${written}\` is no anchor or alias, which have letters, digits, \`-\` and \`_\``, {
    start,
    end: start + written.length,
    help: `quote the value, if it begins with \`${cursor.text[start]}\``,
  });
}

function readTag(cursor: Cursor): Tag {
  const start = cursor.at;
  while (!isBlank(cursor.code()) && !isFlowIndicator(cursor)) cursor.at += 1;
  return { written: cursor.text.slice(start, cursor.at), start, end: cursor.at };
}

function isFlowIndicator(cursor: Cursor): boolean {
  return cursor.is(',') || cursor.is('[') || cursor.is(']') || cursor.is('{') || cursor.is('}');
}
