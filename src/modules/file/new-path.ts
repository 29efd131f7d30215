import { quote } from '../../shell/quote.ts';
import { operand } from '../../shell/write-file.ts';
import type { Value } from '../../template/value.ts';
import { type Ownership, wantedMode } from '../file-attributes.ts';
import { modeOperand, modeText } from '../mode.ts';

/** The commands that give a path which was made just now its owner and permissions, and how a diff shows them. */
export function newAttributes(path: string, kind: 'file' | 'directory', { wanted, umask, uid, gid }: Ownership) {
  const before: Record<string, Value> = {};
  const after: Record<string, Value> = {};
  const commands: string[] = [];
  const name = quote(operand(path));
  if (uid !== undefined) commands.push(`chown ${uid} ${name}`);
  if (gid !== undefined) commands.push(`chgrp ${gid} ${name}`);
  if (wanted.mode !== undefined) {
    const base = (kind === 'directory' ? 0o777 : 0o666) & ~umask;
    const mode = wantedMode(wanted.mode, { mode: base, directory: kind === 'directory', umask });
    commands.push(`chmod ${modeOperand(mode)} ${name}`);
    if (mode !== base) [before.mode, after.mode] = [modeText(base), modeText(mode)];
  }
  return { before, after, commands };
}
