import { type Document, parseAllDocuments } from 'yaml';
import type { Diagnostics } from './diagnostic.ts';
import { parseJson } from './json.ts';
import type { Node } from './node.ts';
import { composeNode } from './yaml-compose.ts';
import { reportSyntax } from './yaml-syntax.ts';

/**
 * Reads the one document of a YAML (or JSON) text under YAML 1.1 rules. What is wrong goes into `diagnostics`; the answer is `undefined`
 * when the text cannot be read at all, and a null scalar when it is empty. Never throws.
 */
export function parseYaml(file: string, text: string, diagnostics: Diagnostics): Node | undefined {
  return readAsJson(file, text) ?? readAsYaml(file, text, diagnostics);
}

/** JSON first, as Ansible does: a large inventory or vars file of a program is read at once. What is not quite JSON may be YAML. */
function readAsJson(file: string, text: string): Node | undefined {
  if (!/^\s*[{[]/.test(text)) return undefined;
  const node = parseJson(file, text);
  return 'problem' in node ? undefined : node;
}

function readAsYaml(file: string, text: string, diagnostics: Diagnostics): Node | undefined {
  const documents = parse(file, text, diagnostics);
  if (documents === undefined) return undefined;
  const [first, second] = documents;
  if (first === undefined) return emptyDocument(file);
  if (second !== undefined) reportSecond(file, text, second, diagnostics);
  return composeNode(first, { file, text, diagnostics });
}

/** Reads every document of a YAML text; `undefined` when the text cannot be read. Never throws. */
export function parseYamlDocuments(file: string, text: string, diagnostics: Diagnostics): Node[] | undefined {
  const documents = parse(file, text, diagnostics);
  const nodes = documents?.map((document) => composeNode(document, { file, text, diagnostics }));
  return nodes?.every((node) => node !== undefined) ? nodes : undefined;
}

/** The library's documents, with every scalar still the text that was written; our own rules give them meaning. */
function parse(file: string, text: string, diagnostics: Diagnostics): readonly Document.Parsed[] | undefined {
  try {
    const documents = [
      ...parseAllDocuments(text, {
        version: '1.1',
        schema: 'failsafe',
        merge: false,
        uniqueKeys: false,
        strict: false,
        prettyErrors: false,
        logLevel: 'silent',
      }),
    ];
    const broken = documents.find((document) => document.errors.length > 0);
    if (broken === undefined) return documents;
    if (isExhausted(broken)) reportDepth(file, text, diagnostics);
    else reportSyntax(broken, { file, text, diagnostics });
    return undefined;
  } catch (error) {
    // The library recurses into nested collections, so a text of ten thousand brackets may overflow the stack.
    if (!(error instanceof RangeError)) throw error;
    reportDepth(file, text, diagnostics);
    return undefined;
  }
}

function isExhausted(document: Document.Parsed): boolean {
  return document.errors.some((error) => error.code === 'RESOURCE_EXHAUSTION');
}

function reportDepth(file: string, text: string, diagnostics: Diagnostics): void {
  const span = { file, start: 0, end: Math.min(1, text.length) };
  diagnostics.error('yaml-too-deep', 'the text is nested too deeply to be read', { span });
}

function emptyDocument(file: string): Node {
  return { kind: 'scalar', value: null, plain: true, span: { file, start: 0, end: 0 } };
}

function reportSecond(file: string, text: string, second: Document.Parsed, diagnostics: Diagnostics): void {
  const marker = text.lastIndexOf('---', second.contents?.range?.[0] ?? second.range[0]);
  const start = marker === -1 ? second.range[0] : marker;
  diagnostics.error('yaml-several-documents', 'one YAML document is wanted here, and a second one begins', {
    span: { file, start, end: Math.min(start + 3, text.length) },
    label: 'the second document',
    help: 'remove this line, or move what follows into a file of its own',
  });
}
