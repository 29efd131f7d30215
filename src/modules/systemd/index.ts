import { Fields } from '../../shell/look.ts';
import { cannotLook } from '../cannot-look.ts';
import type { Module } from '../module.ts';
import { systemdOnlyArgs, unitProblem, unitTask } from '../systemd-args.ts';
import { unitVerdict } from '../systemd-verdict.ts';
import { readSystemdView, systemdScript } from '../systemd-view.ts';

/** `systemd_service`: whether a unit runs, is started with the host, or is masked. */
export const systemdService: Module = {
  name: 'systemd_service',
  summary: 'Starts, stops, enables and masks units of systemd',
  args: {
    name: { type: 'str', aliases: ['service', 'unit'], about: 'one unit; without a suffix it is a `.service`' },
    state: {
      type: 'str',
      choices: ['reloaded', 'restarted', 'started', 'stopped'],
      about: 'what it is to be; `reloaded` and `restarted` always do so, or start one that is stopped',
    },
    enabled: { type: 'bool', about: 'whether it is started with the host' },
    ...systemdOnlyArgs,
  },
  requireOneOf: [['state', 'enabled', 'masked', 'daemon_reload', 'daemon_reexec']],

  async decide(args, host) {
    const task = unitTask(args);
    const problem = unitProblem(task);
    if (problem !== undefined) return problem;
    const printed = await host.probe(systemdScript(task));
    return cannotLook(printed) ?? unitVerdict(task, readSystemdView(task, new Fields(printed.stdout)));
  },
};

/** `systemd`: the older name of `systemd_service`. */
export const systemd: Module = { ...systemdService, name: 'systemd' };
