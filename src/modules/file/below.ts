import { modeOf } from '../../shell/file-state.ts';
import { quote } from '../../shell/quote.ts';
import { operand } from '../../shell/write-file.ts';
import { wantedMode } from '../file-attributes.ts';
import { modeOperand } from '../mode.ts';
import type { FileView } from './view.ts';

/**
 * The commands that set owners and permissions of all below a folder (`recurse`), none when nothing differs. Files are told apart by
 * kind and mode only, so that a folder of a million costs no more than one of ten: one `find` looks at each once.
 */
export function belowCommands(path: string, { ownership, modesBelow, ownersDifferBelow }: FileView): string[] {
  const name = quote(operand(path));
  const { uid, gid, wanted, umask } = ownership;
  const commands: string[] = [];
  if (ownersDifferBelow && uid !== undefined) commands.push(`find ${name} ! -user ${uid} -exec chown -h ${uid} {} +`);
  if (ownersDifferBelow && gid !== undefined) commands.push(`find ${name} ! -group ${gid} -exec chgrp -h ${gid} {} +`);
  const branches =
    wanted.mode === undefined ? [] : modesBelow.flatMap((letters) => branch(letters, wanted.mode ?? '', umask));
  if (branches.length > 0) commands.push(`find ${name} -depth ${branches.join(' -o ')}`);
  return commands;
}

function branch(letters: string, text: string, umask: number): string[] {
  const directory = letters.startsWith('d');
  const mode = modeOf(letters.slice(1));
  const wanted = wantedMode(text, { mode, directory, umask });
  if (wanted === mode) return [];
  const kind = letters.startsWith('-') ? 'f' : letters.charAt(0);
  return [`-type ${kind} -perm ${modeOperand(mode)} -exec chmod ${modeOperand(wanted)} {} +`];
}
