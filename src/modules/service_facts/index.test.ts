import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { ModuleHost } from '../../../test/rig/module-host.ts';
import { dict } from '../../template/value.ts';
import { serviceFacts } from './index.ts';
import { openrcServices } from './openrc.ts';
import { systemdServices } from './systemd.ts';
import { initScripts, sysvServices } from './sysv.ts';

const units = `
apparmor.service                loaded    active     exited       Load AppArmor profiles
● auditd.service                not-found inactive   dead         auditd.service
cron.service                    loaded    active     running      Regular background program processing daemon
dbus.service                    loaded    active     running      D-Bus System Message Bus
● broken.service                loaded    failed     failed       Broken
● masked1.service               masked    inactive   dead         masked1.service
getty@tty1.service              loaded    active     running      Getty on tty1
restarting.service              loaded    activating auto-restart Restarting
reload.service                  loaded    reloading  reload       Reloading
`.split('\n');
const files = `
apparmor.service                enabled         enabled
autovt@.service                 alias           -
cron.service                    enabled         enabled
dbus.service                    static          -
broken.service                  disabled        enabled
masked1.service                 masked          enabled
getty@.service                  enabled         enabled
notloaded.service               disabled        enabled
`.split('\n');

const shortly = (services: ReadonlyMap<string, { state: string; status?: string }>) =>
  [...services].map(([name, { state, status }]) => [name, state, status]);

describe('systemdServices', () => {
  it('answers as ansible-core 2.14 does to the same lists', () => {
    expect(shortly(systemdServices(units, files)).sort()).toEqual([
      ['apparmor.service', 'stopped', 'enabled'],
      ['auditd.service', 'stopped', 'not-found'],
      ['autovt@.service', 'unknown', 'alias'],
      ['broken.service', 'stopped', 'failed'],
      ['cron.service', 'running', 'enabled'],
      ['dbus.service', 'running', 'static'],
      ['getty@.service', 'unknown', 'enabled'],
      ['getty@tty1.service', 'running', 'active'],
      ['masked1.service', 'stopped', 'masked'],
      ['notloaded.service', 'inactive', 'disabled'],
      ['reload.service', 'stopped', 'reloading'],
      ['restarting.service', 'stopped', 'activating'],
    ]);
  });

  it('tells what init scripts do by their units', () => {
    expect(shortly(initScripts(['cron', 'sudo'], systemdServices(units, files)))).toEqual([
      ['cron', 'running', undefined],
      ['sudo', 'stopped', undefined],
    ]);
  });
});

it('sysvServices reads what is known', () => {
  expect(shortly(sysvServices([' [ + ]  ssh', ' [ - ]  procps', ' [ ? ]  hwclock.sh', 'noise']))).toEqual([
    ['ssh', 'running', undefined],
    ['procps', 'stopped', undefined],
  ]);
});

it('openrcServices joins states with runlevels', () => {
  const states = [
    ' crond     [  started  ]',
    ' sshd      [  stopped  ]',
    ' nginx     [  crashed  ]',
    ' acpid  [  started 00:01:02 (0) ]',
  ];
  expect(shortly(openrcServices(states, ['                crond | default', '                 sshd |']))).toEqual([
    ['crond', 'running', 'enabled'],
    ['sshd', 'stopped', 'disabled'],
    ['nginx', 'crashed', 'disabled'],
    ['acpid', 'running', 'disabled'],
  ]);
});

describe('service_facts', () => {
  const answering = (stdout: string) =>
    Object.assign(Object.create(new ModuleHost({ folder: tmpdir() })), {
      probe: async () => ({ code: 0, stdout, stderr: '' }),
    });

  it('gives its list as `services`', async () => {
    const output =
      '@@runbook-facts t\n\n@@t rc-status\n sshd [ started ]\n\n@@t rc-update\n sshd | default\n\n@@t end\n';
    const sshd = dict({ name: 'sshd', source: 'openrc', state: 'running', status: 'enabled' });
    const facts = dict({ services: dict({ sshd }) });
    expect(await serviceFacts.decide({}, answering(output))).toEqual({
      change: false,
      because: '1 services were found',
      result: { ansible_facts: facts },
      effects: [{ kind: 'host-facts', facts, bare: true }],
    });
  });

  it('is skipped where there is nothing to ask', async () => {
    expect(await serviceFacts.decide({}, answering('@@runbook-facts t\n\n@@t end\n'))).toEqual({
      skipped: true,
      because: 'the host has no service manager that is known',
    });
  });

  it('asks this machine once', async () => {
    const host = new ModuleHost({ folder: tmpdir() });
    const { status, roundTrips } = await host.perform(serviceFacts, {});
    expect([['ok', 'skipped'].includes(status), roundTrips]).toEqual([true, 1]);
  });
});
