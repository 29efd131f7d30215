import type { Diagnostics } from '../source/diagnostic.ts';
import type { MapEntry, MapNode, Node } from '../source/node.ts';
import { levelsOf } from './keywords.ts';
import { readKeywords, unknownKeyword } from './read-keywords.ts';
import type { ActionSyntax, BlockSyntax, Keywords, LoopSyntax, Statement, TaskSyntax } from './syntax.ts';

/** What the reader of tasks must know of the world: which names are modules, and where complaints go. */
export interface TaskReader {
  readonly isModule: (name: string) => boolean;
  readonly diagnostics: Diagnostics;
}

/** Reads a list of tasks and blocks; what is wrong goes to the reader's diagnostics and is left out. */
export function readStatements(node: Node | undefined, level: 'task' | 'handler', reader: TaskReader): Statement[] {
  if (node === undefined || (node.kind === 'scalar' && node.value === null)) return [];
  if (node.kind !== 'seq') {
    reader.diagnostics.error('not-a-list', 'expected a list of tasks', {
      span: node.span,
      label: node.kind === 'map' ? 'a mapping' : 'not a list',
      help: 'start each task with `- `',
    });
    return [];
  }
  return node.items.flatMap((item) => readStatement(item, level, reader) ?? []);
}

function readStatement(node: Node, level: 'task' | 'handler', reader: TaskReader): Statement | undefined {
  if (node.kind !== 'map') {
    reader.diagnostics.error('not-a-task', 'a task is a mapping with a module in it', {
      span: node.span,
      label: 'not a mapping',
      help: 'write `- name: …` and the module below it',
    });
    return undefined;
  }
  const isBlock = node.entries.some(({ key }) => key.value === 'block');
  return isBlock ? readBlock(node, level, reader) : readTask(node, level, reader);
}

function readBlock(node: MapNode, level: 'task' | 'handler', reader: TaskReader): BlockSyntax {
  const { keywords, rest } = readKeywords(node, 'block', reader.diagnostics);
  for (const entry of rest) unknownKeyword(entry, 'block', reader.diagnostics);
  const section = (name: string) => readStatements(keywords.get(name), level, reader);
  const own = new Map([...keywords].filter(([name]) => !['block', 'rescue', 'always'].includes(name)));
  return {
    kind: 'block',
    keywords: own,
    block: section('block'),
    rescue: section('rescue'),
    always: section('always'),
    span: node.span,
  };
}

function readTask(node: MapNode, level: 'task' | 'handler', reader: TaskReader): TaskSyntax | undefined {
  const { keywords, rest } = readKeywords(node, level, reader.diagnostics);
  const loop = readLoop(node, rest, reader.diagnostics);
  const action = readAction(
    node,
    keywords,
    rest.filter((entry) => !isWith(entry)),
    { level, ...reader },
  );
  if (action === undefined) return undefined;
  const own = new Map([...keywords].filter(([name]) => !['action', 'local_action', 'loop'].includes(name)));
  if (keywords.has('local_action')) own.set('delegate_to', localhost(keywords.get('local_action') as Node));
  return { kind: 'task', keywords: own, action, loop, span: node.span };
}

const isWith = (entry: MapEntry): boolean => String(entry.key.value).startsWith('with_');

function readLoop(node: MapNode, rest: readonly MapEntry[], diagnostics: Diagnostics): LoopSyntax | undefined {
  const loops = node.entries.filter((entry) => entry.key.value === 'loop' || (isWith(entry) && rest.includes(entry)));
  const [first, second] = loops;
  if (first === undefined) return undefined;
  if (second !== undefined) {
    diagnostics.error(
      'two-loops',
      `a task has one loop, and here are \`${first.key.value}\` and \`${second.key.value}\``,
      {
        span: second.key.span,
        label: 'the second loop',
        related: [{ span: first.key.span, label: 'the first' }],
      },
    );
  }
  const name = String(first.key.value);
  return {
    lookup: name === 'loop' ? undefined : name.slice('with_'.length),
    node: first.value,
    keySpan: first.key.span,
  };
}

function readAction(
  node: MapNode,
  keywords: Keywords,
  candidates: MapEntry[],
  reader: TaskReader & { level: 'task' | 'handler' },
): ActionSyntax | undefined {
  const shorthand = keywords.get('action') ?? keywords.get('local_action');
  if (shorthand !== undefined) {
    for (const entry of candidates) complainOfSecond(entry, reader);
    return readShorthand(shorthand, reader.diagnostics);
  }
  const modules = candidates.filter((entry) => reader.isModule(String(entry.key.value)));
  const chosen = modules[0] ?? candidates[0];
  if (chosen === undefined) {
    reader.diagnostics.error('no-module', 'this task names no module', {
      span: firstLine(node),
      label: 'only keywords here',
      help: 'add what it should do, such as `ansible.builtin.command: uptime`',
    });
    return undefined;
  }
  for (const entry of candidates) if (entry !== chosen) complainOfSecond(entry, reader, chosen);
  return { name: String(chosen.key.value), nameSpan: chosen.key.span, args: chosen.value };
}

function complainOfSecond(entry: MapEntry, reader: TaskReader & { level: 'task' | 'handler' }, first?: MapEntry): void {
  const name = String(entry.key.value);
  if (!reader.isModule(name) || levelsOf(name).length > 0) {
    unknownKeyword(entry, reader.level, reader.diagnostics);
    return;
  }
  reader.diagnostics.error('two-modules', `a task has one module, and \`${entry.key.value}\` is a second`, {
    span: entry.key.span,
    label: 'the second module',
    help: 'make it a task of its own',
    ...(first === undefined ? {} : { related: [{ span: first.key.span, label: 'the first' }] }),
  });
}

/** The module's name, which may be a template with blanks in it (`{{ ansible_pkg_mgr }} name=git`), and what follows. */
const words = /^\s*((?:\{\{.*?\}\}|\S)*)\s*([\s\S]*)$/;

/** `action: MODULE ARGS`, or `action: {module: MODULE, …}`. */
function readShorthand(node: Node, diagnostics: Diagnostics): ActionSyntax | undefined {
  if (node.kind === 'scalar' && typeof node.value === 'string') {
    const [, name = '', args = ''] = words.exec(node.value) ?? [];
    return { name, nameSpan: node.span, args: args === '' ? undefined : { ...node, value: args } };
  }
  const name = node.kind === 'map' ? node.entries.find(({ key }) => key.value === 'module')?.value : undefined;
  if (node.kind !== 'map' || name?.kind !== 'scalar') {
    diagnostics.error('no-module', '`action` must name a module', {
      span: node.span,
      help: 'write `action: MODULE key=value`, or a mapping with the key `module`',
    });
    return undefined;
  }
  const own: MapNode = {
    ...node,
    entries: node.entries.filter(({ key }) => key.value !== 'module' && key.value !== 'args'),
  };
  const [, module = '', inline = ''] = words.exec(String(name.value)) ?? [];
  const text = inline === '' ? [] : [{ ...name, value: inline }];
  const sources = [own, ...node.entries.flatMap(({ key, value }) => (key.value === 'args' ? [value] : [])), ...text];
  return { name: module, nameSpan: name.span, args: sources.at(-1), beside: sources.slice(0, -1) };
}

const localhost = (node: Node): Node => ({ kind: 'scalar', value: 'localhost', plain: true, span: node.span });

/** The span of a mapping's first key, so that a complaint about a whole task marks one line. */
function firstLine(node: MapNode) {
  return node.entries[0]?.key.span ?? node.span;
}
