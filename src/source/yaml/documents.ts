import type { Node } from '../node.ts';
import { BlockReader } from './block-reader.ts';
import { Cursor, endOfText } from './cursor.ts';
import { NodeBuilder } from './node-builder.ts';
import type { YamlText } from './yaml-text.ts';

/** A document of a YAML text, and where it begins: at its `---`, if it has one. */
export interface YamlDocument {
  readonly node: Node;
  readonly start: number;
}

/** Reads the documents of a text. Throws a YamlProblem at the first thing that cannot be read. */
export function readDocuments(source: YamlText): readonly YamlDocument[] {
  const cursor = new Cursor(source.text);
  const documents: YamlDocument[] = [];
  while (!isAtEnd(cursor)) {
    const start = cursor.at;
    if (cursor.isDocumentMarker()) cursor.at += 3;
    documents.push({ node: new BlockReader(cursor, new NodeBuilder(source)).document(), start });
  }
  return documents;
}

/** Passes what may stand between documents: space, comments, the `...` of the one before and the directives of the one after. */
function isAtEnd(cursor: Cursor): boolean {
  for (;;) {
    cursor.skip();
    const ends = cursor.isDocumentMarker() && cursor.is('.');
    const directs = cursor.column === 0 && cursor.is('%');
    if (!ends && !directs) return cursor.code() === endOfText;
    cursor.passLine();
  }
}
