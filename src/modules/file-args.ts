import { text } from './args.ts';
import type { ArgSpecs, Args, Failed } from './module.ts';

/** The arguments that every module which leaves a file behind has. */
export const attributeArgs: ArgSpecs = {
  mode: { type: 'mode', about: 'permissions: `"0644"`, or a change such as `u+x,go-w`' },
  owner: { type: 'str', about: 'name or id of the user who owns it' },
  group: { type: 'str', about: 'name or id of the group that owns it' },
  seuser: { type: 'str', about: 'SELinux user; only where SELinux is off' },
  serole: { type: 'str', about: 'SELinux role; only where SELinux is off' },
  setype: { type: 'str', about: 'SELinux type; only where SELinux is off' },
  selevel: { type: 'str', about: 'SELinux level; only where SELinux is off' },
  attributes: { type: 'str', aliases: ['attr'], about: 'chattr(1) flags; not built' },
  unsafe_writes: { type: 'bool', default: false, about: 'write into the file itself when it cannot be replaced' },
};

const selinux = ['seuser', 'serole', 'setype', 'selevel'] as const;

/** What the task asks of a file's owner and permissions. */
export interface WantedAttributes {
  readonly mode?: string;
  readonly owner?: string;
  readonly group?: string;
}

/** The attributes that the arguments ask for. */
export function wantedAttributes(args: Args): WantedAttributes {
  const wanted: Record<string, string> = {};
  for (const name of ['mode', 'owner', 'group'] as const) {
    const value = text(args, name);
    if (value !== undefined && value !== '' && !(name === 'mode' && value === 'preserve')) wanted[name] = value;
  }
  return wanted;
}

/** The first argument that asks for SELinux labels, `undefined` when none does. */
export function selinuxArgument(args: Args): string | undefined {
  return selinux.find((name) => args[name] !== undefined);
}

/** The failure of a task that asks for what is not built. */
export function notBuilt(argument: string): Failed {
  return {
    failed: true,
    message: `\`${argument}\` is not built into runbook`,
    help: 'set it with a `command` task of its own, such as `chcon` or `chattr`',
  };
}
