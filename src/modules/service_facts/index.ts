import { type Entries, readEntries } from '../../facts/entries.ts';
import { probeScript } from '../../facts/probe-script.ts';
import { fromJson } from '../../template/from-json.ts';
import { type Dict, dict } from '../../template/value.ts';
import type { Module } from '../module.ts';
import { openrcServices } from './openrc.ts';
import type { Service } from './service.ts';
import { systemdServices } from './systemd.ts';
import { initScripts, sysvServices } from './sysv.ts';

/** Seconds that the host may take: init scripts of old systems are asked one by one. */
const TIMEOUT = 60;

const probes = [
  `
if have systemctl && { [ -d /run/systemd/system ] || [ "$(cat /proc/1/comm)" = systemd ]; }; then
  run units env LC_ALL=C systemctl list-units --no-pager --no-legend --plain --full --type service --all
  run unit-files env LC_ALL=C systemctl list-unit-files --no-pager --no-legend --full --type service
  entry init-scripts
  for file in /etc/init.d/*; do if [ -f "$file" ] && [ -x "$file" ]; then printf '%s\\n' "\${file##*/}"; fi; done
elif have rc-status; then
  run rc-status rc-status --nocolor --servicelist
  run rc-update rc-update --nocolor show
elif have service; then
  run status-all service --status-all
fi`,
];

/** `service_facts`: which services there are, whether they run, and whether they are started with the host. */
export const serviceFacts: Module = {
  name: 'service_facts',
  summary: 'Finds out the services of the host and their states',
  args: {},

  async decide(_args, host) {
    const { stdout, stderr, code } = await host.probe(probeScript(probes, { timeout: TIMEOUT }));
    const entries = readEntries(stdout);
    if (entries === undefined) {
      return { failed: true, message: `the host did not list its services: ${stderr.trim() || `exit status ${code}`}` };
    }
    const services = fromJson(servicesOf(entries)) as Dict;
    if (services.size === 0) return { skipped: true, because: 'the host has no service manager that is known' };
    const facts = dict({ services });
    return {
      change: false,
      because: `${services.size} services were found`,
      result: { ansible_facts: facts },
      effects: [{ kind: 'host-facts', facts, bare: true }],
    };
  },
};

function servicesOf(entries: Entries): Map<string, Service> {
  const units = systemdServices(entries.lines('units'), entries.lines('unit-files'));
  return new Map([
    ...initScripts(entries.lines('init-scripts'), units),
    ...sysvServices(entries.lines('status-all')),
    ...openrcServices(entries.lines('rc-status'), entries.lines('rc-update')),
    ...units,
  ]);
}
