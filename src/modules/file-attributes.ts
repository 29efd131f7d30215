import type { FileState } from '../shell/file-state.ts';
import type { Fields } from '../shell/look.ts';
import { quote } from '../shell/quote.ts';
import { operand } from '../shell/write-file.ts';
import type { Value } from '../template/value.ts';
import { selinuxArgument, type WantedAttributes, wantedAttributes } from './file-args.ts';
import { applyMode, modeOperand, modeText, parseMode } from './mode.ts';
import type { Args } from './module.ts';

/** What a host knows of the owner, the group and the permissions that a task asks for. */
export interface Ownership {
  readonly wanted: WantedAttributes;
  readonly umask: number;
  readonly uid?: number;
  readonly gid?: number;
  /** Why the task cannot be done. */
  readonly problem?: string;
  /** Whether that is a user or group that does not exist, which an earlier task may make. */
  readonly unknown?: boolean;
}

/** A command that asks for what {@link readOwnership} reads; it stands before the looks of a probe. */
export function ownershipProbe(args: Args): string {
  const { owner, group } = wantedAttributes(args);
  return [
    `say "$(umask)"`,
    owner === undefined || isId(owner) ? `say ''` : `say "$(id -u -- ${quote(owner)} 2>/dev/null)"`,
    group === undefined || isId(group) ? `say ''` : `${groupId}\nsay "$(group_id ${quote(group)})"`,
    selinuxArgument(args) === undefined ? `say ''` : `say "$(selinuxenabled 2>/dev/null && echo on)"`,
  ].join('\n');
}

const groupId = `group_id() {
_e=$(getent group "$1" 2>/dev/null || grep "^$1:" /etc/group 2>/dev/null || perl -e 'print "::",scalar getgrnam(shift),":"' "$1" 2>/dev/null)
_e=\${_e#*:}; _e=\${_e#*:}; echo "\${_e%%:*}"
}`;

const isId = (name: string): boolean => /^\d+$/.test(name);

/** Reads what {@link ownershipProbe} has asked for. */
export function readOwnership(args: Args, fields: Fields): Ownership {
  const wanted = wantedAttributes(args);
  const umask = Number.parseInt(fields.next(), 8) || 0;
  const [user, group, selinux] = [fields.next(), fields.next(), fields.next()];
  const uid = idOf(wanted.owner, user);
  const gid = idOf(wanted.group, group);
  const problem =
    uid === null
      ? `chown failed: failed to look up user ${wanted.owner}`
      : gid === null
        ? `chgrp failed: failed to look up group ${wanted.group}`
        : selinux === 'on'
          ? `\`${selinuxArgument(args)}\` is not built into runbook, and SELinux is on`
          : undefined;
  return {
    wanted,
    umask,
    ...(typeof uid === 'number' ? { uid } : {}),
    ...(typeof gid === 'number' ? { gid } : {}),
    ...(problem === undefined ? {} : { problem, unknown: uid === null || gid === null }),
  };
}

/** The id of a wanted name: `undefined` when none is wanted, `null` when the host knows none. */
function idOf(wanted: string | undefined, known: string): number | null | undefined {
  if (wanted === undefined) return undefined;
  if (isId(wanted)) return Number(wanted);
  return known === '' ? null : Number(known);
}

/** What differs between a file and what is asked of it, and the commands that change it. */
export interface AttributeChange {
  /** In the words of Ansible's diffs; empty when nothing differs. */
  readonly before: Readonly<Record<string, Value>>;
  readonly after: Readonly<Record<string, Value>>;
  readonly commands: readonly string[];
}

/** Compares a file with what is asked of it. A link itself has no mode of its own. */
export function attributeChange(
  path: string,
  state: Pick<FileState, 'kind' | 'mode' | 'uid' | 'gid'>,
  { wanted, umask, uid, gid }: Ownership,
): AttributeChange {
  const before: Record<string, Value> = {};
  const after: Record<string, Value> = {};
  const commands: string[] = [];
  const name = quote(operand(path));
  const differ = (what: string, from: Value, to: Value, command: string): void => {
    before[what] = from;
    after[what] = to;
    commands.push(command);
  };
  if (uid !== undefined && uid !== state.uid) differ('owner', state.uid, uid, `chown -h ${uid} ${name}`);
  if (gid !== undefined && gid !== state.gid) differ('group', state.gid, gid, `chgrp -h ${gid} ${name}`);
  if (wanted.mode === undefined || state.kind === 'link') return { before, after, commands };
  const mode = wantedMode(wanted.mode, { mode: state.mode, directory: state.kind === 'directory', umask });
  const command = `chmod ${modeOperand(mode)} ${name}`;
  if (mode !== state.mode) differ('mode', modeText(state.mode), modeText(mode), command);
  else if (commands.length > 0 && (mode & 0o6000) !== 0) commands.push(command);
  return { before, after, commands };
}

/** The mode that a mode argument gives a file. */
export function wantedMode(text: string, base: Parameters<typeof applyMode>[1]): number {
  const change = parseMode(text);
  if (change === undefined) throw new Error(`${text} is no mode, and binding lets none through that is not`);
  return applyMode(change, base);
}
