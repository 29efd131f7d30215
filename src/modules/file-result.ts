import type { FileState } from '../shell/file-state.ts';
import type { Looked } from '../shell/look.ts';
import { modeText } from './mode.ts';
import type { Result } from './module.ts';

/** What Ansible calls a file of this kind in `state`. */
export function stateName({ kind, links }: FileState): string {
  if (kind === 'directory' || kind === 'link') return kind;
  return links > 1 ? 'hard' : 'file';
}

/** What the results of file modules tell of a file: owner, permissions, size; nothing of one that is not there. */
export function fileResult({ state }: Looked): Result {
  if (state === undefined) return {};
  return {
    uid: state.uid,
    gid: state.gid,
    owner: state.user ?? String(state.uid),
    group: state.group ?? String(state.gid),
    mode: modeText(state.mode),
    state: stateName(state),
    size: state.size,
  };
}
