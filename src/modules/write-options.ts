import { flag, text } from './args.ts';
import type { Args, WriteAction } from './module.ts';

/** Whose a written file becomes: who the task asks for, over who had the one that was there. */
export function ownedAs(
  { uid, gid }: { readonly uid: number | undefined; readonly gid: number | undefined },
  before: { readonly uid: number; readonly gid: number } | undefined,
): Pick<WriteAction, 'owner' | 'group' | 'keep'> {
  return {
    ...(uid === undefined ? {} : { owner: String(uid) }),
    ...(gid === undefined ? {} : { group: String(gid) }),
    ...(before === undefined ? {} : { keep: `${before.uid}:${before.gid}` }),
  };
}

/** How a file is written, by the arguments that all modules that write one have. */
export function writtenAs(args: Args): Pick<WriteAction, 'validate' | 'backup' | 'unsafe'> {
  const validate = text(args, 'validate');
  return {
    ...(validate === undefined ? {} : { validate }),
    ...(flag(args, 'backup') === true ? { backup: true } : {}),
    ...(flag(args, 'unsafe_writes') === true ? { unsafe: true } : {}),
  };
}
