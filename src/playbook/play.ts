import { entry, type MapNode, type Node } from '../source/node.ts';
import { readKeywords, unknownKeyword } from './read-keywords.ts';
import { readRoles } from './role.ts';
import type { ImportPlaybookSyntax, PlaySyntax } from './syntax.ts';
import { readStatements, type TaskReader } from './task.ts';

const importNames = ['import_playbook', 'ansible.builtin.import_playbook', 'ansible.legacy.import_playbook'];

/** Reads a playbook's text, already parsed: a list of plays and `import_playbook` entries. */
export function readPlays(node: Node, reader: TaskReader): (PlaySyntax | ImportPlaybookSyntax)[] {
  if (node.kind === 'scalar' && node.value === null) {
    reader.diagnostics.error('empty-playbook', 'this playbook is empty', {
      span: node.span,
      help: 'a playbook is a list of plays, each with `hosts` and `tasks`',
    });
    return [];
  }
  if (node.kind !== 'seq') {
    reader.diagnostics.error('not-a-playbook', 'a playbook is a list of plays', {
      span: node.kind === 'map' ? (node.entries[0]?.key.span ?? node.span) : node.span,
      label: node.kind === 'map' ? 'a mapping' : 'not a list',
      help: 'start each play with `- hosts: …`',
    });
    return [];
  }
  return node.items.flatMap((item) => readPlay(item, reader) ?? []);
}

function readPlay(node: Node, reader: TaskReader): PlaySyntax | ImportPlaybookSyntax | undefined {
  if (node.kind !== 'map') {
    reader.diagnostics.error('not-a-play', 'a play is a mapping', { span: node.span, help: 'write `- hosts: …`' });
    return undefined;
  }
  const imported = node.entries.find(({ key }) => importNames.includes(String(key.value)));
  if (imported !== undefined) return readImport(node, imported.value, reader);
  const { keywords, rest } = readKeywords(node, 'play', reader.diagnostics);
  for (const unknown of rest) unknownKeyword(unknown, 'play', reader.diagnostics);
  const hosts = keywords.get('hosts');
  if (hosts === undefined || (hosts.kind === 'scalar' && (hosts.value === null || hosts.value === ''))) {
    reader.diagnostics.error('no-hosts', 'this play says no `hosts`', {
      span: hosts?.span ?? node.entries[0]?.key.span ?? node.span,
      help: 'add `hosts: all`, or the group it is for',
    });
    return undefined;
  }
  const section = (name: string) => readStatements(keywords.get(name), 'task', reader);
  return {
    kind: 'play',
    hosts,
    keywords,
    preTasks: section('pre_tasks'),
    roles: readRoles(keywords.get('roles'), reader.diagnostics),
    tasks: section('tasks'),
    postTasks: section('post_tasks'),
    handlers: readStatements(keywords.get('handlers'), 'handler', reader),
    span: node.entries[0]?.key.span ?? node.span,
  };
}

const importKeywords = ['name', 'when', 'tags', 'vars'];

function readImport(node: MapNode, path: Node, reader: TaskReader): ImportPlaybookSyntax | undefined {
  const keywords = new Map<string, Node>();
  for (const candidate of node.entries) {
    const name = String(candidate.key.value);
    if (importNames.includes(name)) continue;
    if (importKeywords.includes(name)) keywords.set(name, candidate.value);
    else unknownKeyword(candidate, 'play', reader.diagnostics);
  }
  const file = path.kind === 'map' ? entry(path, 'file') : path;
  if (file?.kind === 'scalar' && typeof file.value === 'string') {
    return { kind: 'import-playbook', path: file, keywords, span: path.span };
  }
  reader.diagnostics.error('wrong-value', '`import_playbook` must be a file name', { span: path.span });
  return undefined;
}
