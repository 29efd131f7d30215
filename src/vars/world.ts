import type { Sources } from '../source/sources.ts';
import type { World } from '../template/context.ts';
import { TemplateError } from '../template/template-error.ts';
import { searchPath, type TaskPlace } from './search-path.ts';

/** The controller as the templates of a task see it. */
export function controllerWorld(
  sources: Sources,
  place: TaskPlace,
  env: NodeJS.ProcessEnv,
  noteStructured?: World['noteStructured'],
): World {
  return {
    env,
    now: () => new Date(),
    random: Math.random,
    searchPath: (kind) => searchPath(place, kind),
    read: (path) => sources.read(path),
    decrypt: (armoured) => decryptInline(armoured, sources),
    noteStructured,
  };
}

function decryptInline(armoured: string, sources: Sources): string {
  if (sources.decrypt !== undefined) return sources.decrypt(armoured, '<vault>');
  throw new TemplateError('error', 'this value is vaulted, and no vault password was given', {
    help: 'add `--ask-vault-pass` or `--vault-password-file FILE`',
  });
}
