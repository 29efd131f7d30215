import type { TaskSyntax } from '../../playbook/syntax.ts';
import { entry, type MapNode, type Node, type ScalarNode } from '../../source/node.ts';
import type { Span } from '../../source/span.ts';
import { unsafeNode } from '../../source/unsafe-node.ts';
import type { Role } from '../../vars/role.ts';
import type { Compilation } from '../compilation.ts';
import { readNode } from '../task-file.ts';
import { findPart } from './role-path.ts';

/**
 * The task that checks a role's parameters against the `argument_specs` of its entry point (a task file's name), if it has any. It stands
 * before the role's own tasks and always runs, as in the reference.
 */
export function argumentSpecTask(role: Role, entryPoint: string, span: Span, compilation: Compilation): TaskSyntax[] {
  const spec = readSpec(role, entryPoint.replace(/\.ya?ml$/, ''), compilation);
  const options = spec && entry(spec, 'options');
  if (spec === undefined || options?.kind !== 'map') return [];
  const summary = entry(spec, 'short_description');
  const title = `Validating arguments against arg spec '${entryPoint}'`;
  const about = summary?.kind === 'scalar' ? ` - ${summary.value}` : '';
  const text = (value: string): ScalarNode => ({ kind: 'scalar', value, plain: false, tag: 'unsafe', span });
  const args: MapNode = {
    kind: 'map',
    span,
    // Defaults and choices of a specification are plain text.
    entries: [{ key: text('argument_spec'), value: unsafeNode(options) }],
  };
  return [
    {
      kind: 'task',
      keywords: new Map<string, Node>([
        ['name', text(title + about)],
        ['tags', text('always')],
      ]),
      action: { name: 'ansible.builtin.validate_argument_spec', nameSpan: span, args },
      loop: undefined,
      span,
    },
  ];
}

function readSpec(role: Role, entryPoint: string, compilation: Compilation): MapNode | undefined {
  const own = findPart(role.path, 'meta', 'argument_specs');
  const path = own ?? findPart(role.path, 'meta', undefined);
  const node = path === undefined ? undefined : readNode(path, { file: path, start: 0, end: 0 }, compilation);
  const specs = node?.kind === 'map' ? entry(node, 'argument_specs') : undefined;
  const spec = specs?.kind === 'map' ? entry(specs, entryPoint) : undefined;
  return spec?.kind === 'map' ? spec : undefined;
}
