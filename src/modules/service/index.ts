import { adminPath } from '../../shell/admin-path.ts';
import { Fields, lookFunctions } from '../../shell/look.ts';
import { SplitError } from '../../shell/words.ts';
import { text } from '../args.ts';
import { cannotLook } from '../cannot-look.ts';
import type { Args, Failed, Module, Result, Verdict } from '../module.ts';
import { systemdOnlyArgs, unitProblem, unitTask } from '../systemd-args.ts';
import { unitVerdict } from '../systemd-verdict.ts';
import { readSystemdView, systemdProbe } from '../systemd-view.ts';
import { initTask } from './init-task.ts';
import { initVerdict } from './init-verdict.ts';
import { initProbe, readInitView } from './init-view.ts';

/** `service`: whether a service runs, and is started with the host, whatever manages services there. */
export const service: Module = {
  name: 'service',
  summary: 'Starts, stops and enables services with the service manager that the host has',
  args: {
    name: { type: 'str', required: true, about: 'the service' },
    state: {
      type: 'str',
      choices: ['reloaded', 'restarted', 'started', 'stopped'],
      about: 'what it is to be; `restarted` always does so, and `reloaded` starts one that is stopped',
    },
    enabled: { type: 'bool', about: 'whether it is started with the host' },
    use: {
      type: 'str',
      default: 'auto',
      choices: ['auto', 'systemd', 'sysvinit', 'openrc', 'service'],
      about: 'the service manager; `auto` finds it out, `service` is an init script by OpenRC or System V',
    },
    pattern: { type: 'str', about: 'a text that the list of processes has while it runs; not with systemd' },
    sleep: { type: 'int', about: 'seconds between stop and start when it is `restarted`; not with systemd' },
    runlevel: { type: 'str', default: 'default', about: 'the runlevel of OpenRC that it belongs to' },
    arguments: { type: 'str', aliases: ['args'], about: 'further words for the init script; not with systemd' },
    ...systemdOnlyArgs,
  },
  requireOneOf: [['state', 'enabled', 'masked', 'daemon_reload', 'daemon_reexec']],

  async decide(args, host) {
    const problem = unitProblem(unitTask(args)) ?? wordsProblem(args);
    if (problem !== undefined) return problem;
    const printed = await host.probe(probeScript(args));
    return cannotLook(printed) ?? judge(args, new Fields(printed.stdout));
  },
};

/** A name is part of paths here, where a unit's is not; the further words are split as a shell would. */
function wordsProblem(args: Args): Failed | undefined {
  const name = text(args, 'name') ?? '';
  if (name === '' || name.includes('/')) {
    return { failed: true, message: `\`${name}\` is no name of a service`, help: 'give the name without a folder' };
  }
  try {
    initTask(args);
    return undefined;
  } catch (error) {
    if (!(error instanceof SplitError)) throw error;
    return { failed: true, message: `\`arguments\`: ${error.message}`, help: 'close the quote' };
  }
}

const managers: Readonly<Record<string, string>> = {
  auto: `if [ -d /run/systemd/system ]; then m=systemd; elif has rc-service; then m=openrc; else m=sysvinit; fi`,
  service: `if has rc-service; then m=openrc; else m=sysvinit; fi`,
  openrc: `if has rc-service; then m=openrc; else m=none; fi`,
  systemd: 'm=systemd',
  sysvinit: 'm=sysvinit',
};

function probeScript(args: Args): string {
  return `${lookFunctions}${adminPath}
${managers[text(args, 'use') ?? 'auto']}
say "$m"
case $m in
systemd)
${systemdProbe(unitTask(args))} ;;
openrc|sysvinit)
${initProbe(initTask(args))} ;;
esac`;
}

function judge(args: Args, fields: Fields): Verdict {
  const manager = fields.next();
  if (manager === 'systemd') {
    const task = unitTask(args);
    return withResult(unitVerdict(task, readSystemdView(task, fields)), passedOver(args));
  }
  if (manager !== 'openrc' && manager !== 'sysvinit') {
    return { failed: true, message: 'the host has no rc-service(8)', help: 'it comes with the package `openrc`' };
  }
  const view = readInitView(manager, fields);
  return onlySystemd(args) ?? initVerdict(initTask(args), view);
}

/** Arguments that systemd has no meaning for are named, and passed over. */
function passedOver(args: Args): Result {
  const given = ['pattern', 'sleep', 'arguments'].filter((name) => args[name] !== undefined);
  const runlevel = args.runlevel === 'default' ? [] : ['runlevel'];
  const warnings = [...given, ...runlevel].map((name) => `systemd has no use for \`${name}\`: it was passed over`);
  return warnings.length === 0 ? {} : { warnings };
}

function withResult(verdict: Verdict, more: Result): Verdict {
  return { ...verdict, result: { ...more, ...verdict.result } };
}

/** What only systemd could do is an error elsewhere, rather than left undone. */
function onlySystemd(args: Args): Failed | undefined {
  const asked = Object.keys(systemdOnlyArgs).find(
    (name) => ![undefined, false, 'system'].includes(args[name] as never),
  );
  if (asked === undefined) return undefined;
  const help = `leave it out, or add \`when: ansible_service_mgr == 'systemd'\``;
  return { failed: true, message: `\`${asked}\` needs systemd, and another service manager runs on the host`, help };
}
