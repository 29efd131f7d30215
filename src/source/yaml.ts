import type { Diagnostics } from './diagnostic.ts';
import { parseJson } from './json.ts';
import type { Node } from './node.ts';
import { readDocuments, type YamlDocument } from './yaml/documents.ts';
import { YamlProblem } from './yaml/problem.ts';
import type { YamlText } from './yaml/yaml-text.ts';

/**
 * Reads the one document of a YAML (or JSON) text under YAML 1.1 rules, as PyYAML does. What is wrong goes into `diagnostics`; the answer
 * is `undefined` when the text cannot be read at all, and a null scalar when it is empty. Never throws.
 */
export function parseYaml(file: string, text: string, diagnostics: Diagnostics): Node | undefined {
  const json = readAsJson(file, text);
  if (json !== undefined) return json;
  const documents = readAsYaml(file, text, diagnostics);
  if (documents === undefined) return undefined;
  const [first, second] = documents;
  if (second !== undefined) reportSecond({ file, text, diagnostics }, second);
  return first?.node ?? { kind: 'scalar', value: null, plain: true, span: { file, start: 0, end: 0 } };
}

/** Reads every document of a YAML text; `undefined` when the text cannot be read. Never throws. */
export function parseYamlDocuments(file: string, text: string, diagnostics: Diagnostics): Node[] | undefined {
  return readAsYaml(file, text, diagnostics)?.map((document) => document.node);
}

/** JSON first, as Ansible does: a large inventory or vars file of a program is read at once. What is not quite JSON may be YAML. */
function readAsJson(file: string, text: string): Node | undefined {
  if (!/^\s*[{[]/.test(text)) return undefined;
  const node = parseJson(file, text);
  return 'problem' in node ? undefined : node;
}

function readAsYaml(file: string, text: string, diagnostics: Diagnostics): readonly YamlDocument[] | undefined {
  try {
    return readDocuments({ file, text, diagnostics });
  } catch (error) {
    if (!(error instanceof YamlProblem)) throw error;
    const span = { file, start: Math.min(error.start, text.length), end: Math.min(error.end, text.length) };
    diagnostics.error(error.code, error.message, { span, ...error.rest });
    return undefined;
  }
}

function reportSecond({ file, text, diagnostics }: YamlText, { start }: YamlDocument): void {
  diagnostics.error('yaml-several-documents', 'one YAML document is wanted here, and a second one begins', {
    span: { file, start, end: Math.min(start + 3, text.length) },
    label: 'the second document',
    help: 'remove this line, or move what follows into a file of its own',
  });
}
