import type { Service } from './service.ts';

const BAD = ['not-found', 'masked', 'failed'];

/**
 * Services of `systemctl list-units` and `list-unit-files`, by name. One that is not there, masked or failed has that for its status; of
 * any other the unit file tells it, and where there is none, what it is doing.
 */
export function systemdServices(units: readonly string[], files: readonly string[]): Map<string, Service> {
  const services = new Map<string, Service>();
  for (const line of units) {
    const [name = '', load = '', active = '', sub = ''] = line.replace(/^[^\w\\]+/, '').split(/\s+/);
    if (!name.endsWith('.service')) continue;
    const bad = BAD.find((word) => [load, active, sub].includes(word));
    const state = bad === undefined && sub === 'running' ? 'running' : 'stopped';
    services.set(name, { name, source: 'systemd', state, status: bad ?? active });
  }
  for (const line of files) {
    const [name = '', status = ''] = line.split(/\s+/);
    if (name.endsWith('.service')) services.set(name, fromFile(name, status, services.get(name)));
  }
  return services;
}

/** A file whose unit was never loaded is `inactive`; a template can be nothing itself. */
function fromFile(name: string, status: string, known: Service | undefined): Service {
  if (known !== undefined) return BAD.includes(known.status ?? '') ? known : { ...known, status };
  return { name, source: 'systemd', state: name.includes('@.') ? 'unknown' : 'inactive', status };
}
