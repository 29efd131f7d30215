import type { Entries } from './entries.ts';
import type { Fact, Facts } from './fact.ts';

const renamed: Readonly<Record<string, string>> = { 'runit-init': 'runit', 'openrc-init': 'openrc', svscan: 'svc' };
const otherSystems: Readonly<Record<string, string>> = {
  ...{ Darwin: 'launchd', SunOS: 'smf', AIX: 'src' },
  ...{ FreeBSD: 'bsdinit', OpenBSD: 'bsdinit', NetBSD: 'bsdinit', DragonFly: 'bsdinit' },
};

/** Which program starts and stops services: from the name of process 1, and where that says nothing, from what is installed. */
export const serviceManager: Fact = {
  probes: [
    'entry init; cat /proc/1/comm || ps -p 1 -o comm=',
    'run sbin-init readlink /sbin/init',
    'exist service-files /run/systemd/system /dev/.run/systemd /dev/.systemd /sbin/initctl /sbin/openrc /etc/init /etc/init.d',
    'run systemctl command -v systemctl',
  ],

  parse(entries, known) {
    const system = String(known.system ?? 'Linux');
    const other = otherSystems[system];
    return { service_mgr: other ?? fromProcess(entries.line('init')) ?? fromFiles(entries, known) };
  },
};

/** A shell or a plain `init` as process 1 says nothing. */
function fromProcess(command: string): string | undefined {
  const name = command.split('/').at(-1) ?? '';
  if (name === '' || name === 'init' || name.endsWith('sh')) return undefined;
  return renamed[name] ?? name;
}

function fromFiles(entries: Entries, known: Facts): string {
  const files = entries.lines('service-files');
  const hasSystemctl = entries.line('systemctl') !== '';
  if (hasSystemctl && files.some((file) => file.includes('systemd'))) return 'systemd';
  if (known.distribution === 'OpenWrt') return 'openwrt_init';
  if (files.includes('/sbin/initctl') && files.includes('/etc/init')) return 'upstart';
  if (files.includes('/sbin/openrc')) return 'openrc';
  if (hasSystemctl && entries.line('sbin-init').endsWith('systemd')) return 'systemd';
  return files.includes('/etc/init.d') ? 'sysvinit' : 'service';
}
