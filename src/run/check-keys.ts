import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Host } from '../inventory/inventory.ts';
import type { Settings } from '../settings/table.ts';
import type { Diagnostics } from '../source/diagnostic.ts';
import type { Span } from '../source/span.ts';
import { defined } from '../std/defined.ts';
import { homeFolder } from '../std/home-folder.ts';
import { TemplateError } from '../template/template-error.ts';
import type { Scope } from '../vars/scope.ts';
import type { Inputs } from './read-inputs.ts';

/** The variable that names a host's private key. */
const keyVariable = 'ansible_ssh_private_key_file';

/**
 * Makes sure that every private key which the settings or the variables of these hosts name can be read and is one. Keys that only
 * OpenSSH can use, and names that depend on what is not known yet, are left for the login to judge.
 */
export async function checkKeys(
  hosts: Iterable<Host>,
  { settings, inputs, cwd }: { readonly settings: Settings; readonly inputs: Inputs; readonly cwd: string },
  diagnostics: Diagnostics,
): Promise<void> {
  const named = new Map<string, Span | undefined>();
  if (settings.privateKey !== undefined) named.set(settings.privateKey, undefined);
  for (const host of hosts) {
    const scope = inputs.variables.ofHost(host);
    const path = textOf(scope, keyVariable);
    if (path === undefined || named.has(path) || textOf(scope, 'ansible_connection') === 'local') continue;
    named.set(path, scope.explain(keyVariable).at(-1)?.span);
  }
  for (const [path, span] of named) await checkKey(path, { span, cwd }, diagnostics);
}

function textOf(scope: Scope, name: string): string | undefined {
  try {
    const value = scope.get(name);
    return typeof value === 'string' && value !== '' ? value : undefined;
  } catch (error) {
    if (error instanceof TemplateError) return undefined;
    throw error;
  }
}

/** What a pipe holds can be read once, and that is for the login to do. */
async function isPipe(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found?.isFIFO() ?? false;
}

async function checkKey(
  path: string,
  { span, cwd }: { readonly span: Span | undefined; readonly cwd: string },
  diagnostics: Diagnostics,
): Promise<void> {
  const { readKeyFile, readPublicKey } = await import('../connection/auth/key-file.ts');
  const absolute = resolve(cwd, path.replace(/^~(?=\/|$)/, homeFolder()));
  if (await isPipe(absolute)) return;
  const file = await readKeyFile(absolute);
  const where = defined({ span });
  // An agent may hold the private half.
  if (file.kind === 'absent' && (await readPublicKey(absolute)) === undefined) {
    const help = 'name a private key that exists, or make one with `ssh-keygen -t ed25519`';
    diagnostics.error('unreadable-key', `there is no key \`${path}\``, { ...where, help });
  }
  if (file.kind === 'unusable' && file.problem.kind === 'key-file') {
    const { message, help } = file.problem;
    diagnostics.error('unreadable-key', message, { ...where, ...defined({ help }) });
  }
}
