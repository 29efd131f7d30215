import { isAbsolute, join } from 'node:path';
import { WrongInput } from '../../source/diagnostic.ts';
import { entry, type MapNode } from '../../source/node.ts';
import { statIfAny } from '../../std/stat-if-any.ts';
import type { RenderOptions } from '../../template/evaluation.ts';
import { problemsOfFile } from '../../template/problems.ts';
import { isTemplate } from '../../template/template.ts';
import { TemplateError } from '../../template/template-error.ts';
import { delimiterNames } from '../../template/template-header.ts';
import { rolePaths } from '../../vars/role.ts';
import { searchPath } from '../../vars/search-path.ts';
import { type Compilation, textOf } from '../compilation.ts';
import type { Task } from '../plan.ts';
import { complain, type TemplatePlace } from './check-templates.ts';

/** Checks the file of a `template` task as the texts of playbooks are checked, where its name is plain and it is there. */
export function checkTemplateFile(task: Task, place: TemplatePlace & { readonly compilation: Compilation }): void {
  const { action } = task;
  if (action.kind !== 'module' || action.name !== 'template') return;
  const path = templatePath(action.args, task, place.compilation);
  const style = renderOptions(action.args);
  if (path === undefined || style === undefined || place.compilation.templates.has(path)) return;
  const text = read(path, place);
  if (text === undefined) return;
  place.compilation.templates.set(path, text);
  for (const problem of problemsIn(text, style)) {
    const { start, end } = problem;
    complain(problem, { file: path, start, end: Math.max(end, start + 1) }, place);
  }
}

function templatePath(args: MapNode, task: Task, { folder }: Compilation): string | undefined {
  const src = textOf(entry(args, 'src'));
  if (src === undefined || isTemplate(src)) return undefined;
  const folders = searchPath({ file: task.file, folder, roles: rolePaths(task.role) }, 'templates');
  const paths = isAbsolute(src) ? [src] : folders.map((each) => join(each, src));
  return paths.find((path) => statIfAny(path)?.isFile());
}

/** How the file is read; `undefined` when that depends on variables. */
function renderOptions(args: MapNode): RenderOptions | undefined {
  const given = Object.entries(delimiterNames).flatMap(([name, option]) => {
    const value = textOf(entry(args, name));
    return value === undefined ? [] : [[option, value] as const];
  });
  return given.some(([, value]) => isTemplate(value)) ? undefined : Object.fromEntries(given);
}

/** The text of the file; `undefined` when it cannot be read, which is said when the task comes to it. */
function read(path: string, { sources }: TemplatePlace): string | undefined {
  try {
    return sources.read(path);
  } catch (error) {
    if (error instanceof WrongInput) return undefined;
    throw error;
  }
}

/** What is wrong with the file; nothing about a first line that only the task can judge. */
function problemsIn(text: string, style: RenderOptions) {
  try {
    return problemsOfFile(text, style);
  } catch (error) {
    if (error instanceof TemplateError) return [];
    throw error;
  }
}
