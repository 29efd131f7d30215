import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Statement } from '../../playbook/syntax.ts';
import type { Span } from '../../source/span.ts';
import { readVarsFile } from '../../source/vars-file.ts';
import { bindNode } from '../../template/bind.ts';
import type { Bindings } from '../../template/binding.ts';
import type { Compilation } from '../compilation.ts';
import { readTaskFile } from '../task-file.ts';
import { findPart } from './role-path.ts';

/** The variables of a role's `defaults` or `vars`: `main`, or the file `name`; a folder of files is read in the order of their names. */
export function partVars(
  role: string,
  part: { readonly kind: 'defaults' | 'vars'; readonly name: string | undefined },
  span: Span,
  compilation: Compilation,
): Bindings {
  const path = findPart(role, part.kind, part.name);
  if (path === undefined) {
    if (part.name !== undefined) missingPart(`${part.kind}/${part.name}`, role, span, compilation);
    return new Map();
  }
  const files = path.endsWith('/')
    ? readdirSync(path)
        .sort()
        .map((name) => join(path, name))
    : [path];
  const place = { sources: compilation.sources, diagnostics: compilation.diagnostics, named: span };
  const all = files.map((file) => bindNode(readVarsFile(file, place)));
  return new Map(all.flatMap((vars) => [...vars]));
}

/** The statements of a role's `tasks` or `handlers`; a role without that part has none, unless it was asked for by name. */
export function partStatements(
  role: string,
  part: { readonly kind: 'tasks' | 'handlers'; readonly name: string | undefined },
  span: Span,
  compilation: Compilation,
): { statements: Statement[]; file: string } | undefined {
  const file = findPart(role, part.kind, part.name);
  if (file === undefined) {
    if (part.name !== undefined) missingPart(`${part.kind}/${part.name}`, role, span, compilation);
    return undefined;
  }
  const statements = readTaskFile(file, span, part.kind === 'handlers', compilation);
  return statements && { statements, file };
}

function missingPart(part: string, role: string, span: Span, compilation: Compilation): void {
  compilation.diagnostics.error('no-role-part', `the role has no \`${part}\``, {
    span,
    help: `create \`${join(role, part)}.yml\`, or correct the name`,
  });
}
