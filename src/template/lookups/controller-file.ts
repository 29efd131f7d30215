import type { Context } from '../context.ts';
import { findFile } from '../find-file.ts';
import { failure } from '../refuse.ts';
import { TemplateError } from '../template-error.ts';

type Kind = 'files' | 'templates' | 'vars';

/** The path of a file that a lookup names; an error says where it was looked for. */
export function requireFile(context: Context, kind: Kind, name: string): string {
  const path = findFile(context, kind, name);
  if (path !== undefined) return path;
  const places = context.world.searchPath(kind);
  const help =
    name.startsWith('/') || places.length === 0 ? undefined : `it is looked for in \`${places.join('`, `')}\``;
  throw failure(`there is no file \`${name}\``, help);
}

/** The text of a file that a lookup names. */
export function readFile(context: Context, kind: Kind, name: string): string {
  return readAt(context, requireFile(context, kind, name));
}

/** The text of a file that was found. */
export function readAt(context: Context, path: string): string {
  try {
    return context.world.read(path);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new TemplateError('error', `\`${path}\` cannot be read: ${error.message}`, { cause: error });
  }
}
