import type { Service } from './service.ts';

/** Services of Debian's `service --status-all`: ` [ + ]  ssh` runs, `-` does not, and of `?` nothing is known. */
export function sysvServices(lines: readonly string[]): Map<string, Service> {
  const services = new Map<string, Service>();
  for (const line of lines) {
    const [, sign, name] = /^ \[ ([+-]) \]\s+(\S+)/.exec(line) ?? [];
    if (name !== undefined) services.set(name, { name, source: 'sysv', state: sign === '+' ? 'running' : 'stopped' });
  }
  return services;
}

/**
 * Init scripts on a host that systemd manages, where each has a unit of its name: what the unit does, the script does. The scripts
 * themselves are not asked, because each would start a process.
 */
export function initScripts(names: readonly string[], units: ReadonlyMap<string, Service>): Map<string, Service> {
  const services = new Map<string, Service>();
  for (const name of names) {
    const state = units.get(`${name}.service`)?.state === 'running' ? 'running' : 'stopped';
    services.set(name, { name, source: 'sysv', state });
  }
  return services;
}
