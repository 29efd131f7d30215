import type { Service } from './service.ts';

/** Services of OpenRC's `rc-status --servicelist` (` sshd  [  started  ]`) and `rc-update show` (` sshd | default`). */
export function openrcServices(states: readonly string[], levels: readonly string[]): Map<string, Service> {
  const enabled = new Set(levels.flatMap((line) => /^\s*(\S+)\s*\|\s*\S/.exec(line)?.[1] ?? []));
  const services = new Map<string, Service>();
  for (const line of states) {
    const [, name, state] = /^\s*(\S+)\s+\[\s*([^\s\]]+)/.exec(line) ?? [];
    if (name === undefined || state === undefined) continue;
    const status = enabled.has(name) ? 'enabled' : 'disabled';
    services.set(name, { name, source: 'openrc', state: state === 'started' ? 'running' : state, status });
  }
  return services;
}
