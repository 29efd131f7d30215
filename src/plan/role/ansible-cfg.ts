import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { reasonToDistrust } from '../../source/trust.ts';

/**
 * What the nearest `ansible.cfg` at or above a folder says of a setting that is a path, such as `roles_path`, its folders absolute. For
 * messages about what was not found: that file is not read otherwise.
 */
export function pathInAnsibleCfg(
  setting: string,
  folder: string,
): { readonly file: string; readonly path: string } | undefined {
  const file = join(folder, 'ansible.cfg');
  const written = new RegExp(`^${setting}\\s*[=:]\\s*(\\S.*?)\\s*$`, 'm').exec(textOf(file))?.[1];
  if (written !== undefined) return { file, path: written.split(':').map(absoluteIn(folder)).join(':') };
  const above = dirname(folder);
  return above === folder ? undefined : pathInAnsibleCfg(setting, above);
}

const absoluteIn =
  (folder: string) =>
  (path: string): string =>
    path.startsWith('~') ? path : resolve(folder, path);

/** Nothing for a file that is not there, must not be read or is somebody else's: this only makes a message more helpful. */
function textOf(file: string): string {
  try {
    return reasonToDistrust(file) === undefined ? readFileSync(file, 'utf8') : '';
  } catch {
    return '';
  }
}
