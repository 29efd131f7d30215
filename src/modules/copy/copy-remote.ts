import { posix } from 'node:path';
import type { Args, HostView, Verdict } from '../module.ts';
import { judge } from '../place-file.ts';
import { lookAtTarget } from '../target.ts';
import { copyRemoteFolder } from './copy-remote-folder.ts';

/** The verdict about a file or folder that is on the host already (`remote_src`). */
export async function copyRemote(src: string, args: Args, host: HostView): Promise<Verdict> {
  const name = posix.basename(src);
  const target = await lookAtTarget({ args, name, remoteSource: src, wantsText: false }, host);
  if ('failed' in target) return target;
  const { state, path, problem } = target.source;
  if (state === undefined)
    return { failed: true, message: problem === undefined ? `Source ${path} not found` : `${path}: ${problem}` };
  if (state.kind === 'directory') return await copyRemoteFolder({ src: path, mode: state.mode, args }, host);
  if (!state.readable) return { failed: true, message: `Source ${path} not readable` };
  const { checksum: sha1 = '', size, mode } = state;
  const source = { hostFile: path };
  return judge({ args, origin: path, source, size, sha1, md5: target.sourceMd5, mode, target, wantsDiff: false });
}
