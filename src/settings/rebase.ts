import { join, resolve } from 'node:path';
import { homeFolder } from '../std/home-folder.ts';

/** A path of `runbook.yaml` as an absolute one: `~` is the user's home, anything relative is under `folder`. */
export function rebasePath(path: string, folder: string): string {
  if (path === '~' || path.startsWith('~/')) return join(homeFolder(), path.slice(1));
  return resolve(folder, path);
}

/** An inventory of `runbook.yaml`: a path, unless it is a list of hosts (`web1,web2`). */
export function rebaseInventory(source: string, folder: string): string {
  return source.includes(',') ? source : rebasePath(source, folder);
}

/** A report (`kind=path`) of `runbook.yaml`. */
export function rebaseReport(report: string, folder: string): string {
  const [kind, path] = splitOnce(report, '=');
  return path === undefined || path === '-' ? report : `${kind}=${rebasePath(path, folder)}`;
}

/** A vault identity (`label@source`) of `runbook.yaml`. */
export function rebaseVaultId(id: string, folder: string): string {
  const [label, source] = splitOnce(id, '@');
  if (source === undefined) return id.startsWith('prompt') ? id : rebasePath(id, folder);
  return source.startsWith('prompt') ? id : `${label}@${rebasePath(source, folder)}`;
}

function splitOnce(text: string, mark: string): readonly [string, string | undefined] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}
