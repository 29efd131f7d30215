import { flag, text } from './args.ts';
import type { ArgSpecs, Args, Failed } from './module.ts';

/** Which manager of units is meant: the system's, the user's own, or what all users' have in common. */
export type Scope = 'system' | 'user' | 'global';

/** What a task asks of a unit, and of systemd itself. What is `undefined` stays as it is. */
export interface UnitTask {
  readonly name: string | undefined;
  readonly state: string | undefined;
  readonly enabled: boolean | undefined;
  readonly masked: boolean | undefined;
  readonly reload: boolean;
  readonly reexec: boolean;
  readonly scope: Scope;
  readonly options: readonly string[];
}

/** Arguments that only systemd has a meaning for. */
export const systemdOnlyArgs: ArgSpecs = {
  masked: { type: 'bool', about: 'whether the unit is masked, so that nothing can start it' },
  daemon_reload: {
    type: 'bool',
    default: false,
    aliases: ['daemon-reload'],
    about: 'have systemd read its unit files again before anything else; counts as no change',
  },
  daemon_reexec: {
    type: 'bool',
    default: false,
    aliases: ['daemon-reexec'],
    about: 'have systemd start itself anew before anything else; counts as no change',
  },
  scope: {
    type: 'str',
    default: 'system',
    choices: ['system', 'user', 'global'],
    about: 'whose units: the system’s, those of the user that the task runs as, or those of all users',
  },
  no_block: { type: 'bool', default: false, about: 'do not wait until the unit has started or stopped' },
  force: { type: 'bool', about: 'replace links that are in the way when a unit is enabled or masked' },
};

/** The unit that a task with {@link systemdOnlyArgs}, `name`, `state` and `enabled` is about. */
export function unitTask(args: Args): UnitTask {
  const scope = (text(args, 'scope') ?? 'system') as Scope;
  const options = [
    ...(scope === 'system' ? [] : [`--${scope}`]),
    ...(flag(args, 'no_block') === true ? ['--no-block'] : []),
    ...(flag(args, 'force') === true ? ['--force'] : []),
  ];
  return {
    name: text(args, 'name'),
    state: text(args, 'state'),
    enabled: flag(args, 'enabled'),
    masked: flag(args, 'masked'),
    reload: flag(args, 'daemon_reload') === true,
    reexec: flag(args, 'daemon_reexec') === true,
    scope,
    options,
  };
}

/** What is wrong with a task about a unit, before the host is asked. */
export function unitProblem({ name, state, enabled, masked, scope }: UnitTask): Failed | undefined {
  const needy = Object.entries({ state, enabled, masked }).find(([, value]) => value !== undefined)?.[0];
  if (name === undefined && needy !== undefined) {
    return { failed: true, message: `\`${needy}\` needs the \`name\` of a unit`, help: 'add `name:`' };
  }
  if (name !== undefined && /[*?[]/.test(name)) {
    return {
      failed: true,
      message: `\`${name}\` is a pattern; \`name\` takes one unit`,
      help: 'use a loop over units',
    };
  }
  if (scope === 'global' && state !== undefined) {
    const message = '`scope: global` has no units that run, so `state` cannot be set';
    return { failed: true, message, help: 'leave out `state`, or use `scope: user`' };
  }
  return undefined;
}
