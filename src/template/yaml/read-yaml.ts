import { Diagnostics } from '../../source/diagnostic.ts';
import type { Node } from '../../source/node.ts';
import { parseYamlDocuments } from '../../source/yaml.ts';
import { dictSet } from '../dict-get.ts';
import { failure } from '../refuse.ts';
import type { Dict, Value } from '../value.ts';

/** The values of the documents of a YAML text. Templates in it stay text; a text that is not YAML is an error. */
export function evaluateYamlText(text: string): Value[] {
  const diagnostics = new Diagnostics();
  const nodes = parseYamlDocuments('<from_yaml>', text, diagnostics);
  const wrong = diagnostics.all.find(({ severity }) => severity === 'error');
  if (nodes === undefined || wrong !== undefined)
    throw failure(`the text is not YAML: ${wrong?.message ?? 'it cannot be read'}`);
  return nodes.map(valueOfNode);
}

/** The value of a node as it is written, nothing evaluated. */
export function valueOfNode(node: Node): Value {
  switch (node.kind) {
    case 'scalar':
      return node.value;
    case 'seq':
      return node.items.map(valueOfNode);
    case 'map': {
      const dict: Dict = new Map();
      for (const { key, value } of node.entries) dictSet(dict, key.value, valueOfNode(value));
      return dict;
    }
  }
}
