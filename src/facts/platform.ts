import type { Entries } from './entries.ts';
import type { Fact, Facts } from './fact.ts';

const I386 = /^i[3-6]86$|^i86pc$/;

/** The kernel, the machine it runs on, and the host's own names. */
export const platform: Fact = {
  probes: [
    'run uname uname -snrvm',
    // Without getconf, the fifth byte of any program's ELF header says 1 for 32 bits and 2 for 64.
    'entry long-bit; getconf LONG_BIT || od -An -tu1 -j4 -N1 /proc/self/exe',
    'first machine-id /var/lib/dbus/machine-id /etc/machine-id',
    `
entry forward; forward=$(limited 3 getent ahosts "$(uname -n)"); printf '%s\\n' "$forward"
if [ -n "$forward" ]; then run reverse limited 3 getent hosts "\${forward%%[!0-9a-fA-F:.]*}"; fi
have getent || run hostname-f limited 3 hostname -f`,
  ],

  parse(entries) {
    const uname = parseUname(entries.line('uname'));
    if (uname === undefined) return {};
    const { system, nodename, kernel, kernelVersion, machine } = uname;
    const fqdn = qualifiedName(entries) || nodename;
    return {
      system,
      kernel,
      kernel_version: kernelVersion,
      machine,
      ...architectures(machine, entries.line('long-bit')),
      nodename,
      hostname: nodename.split('.')[0] ?? '',
      fqdn,
      domain: fqdn.split('.').slice(1).join('.'),
      ...(entries.has('machine-id') ? { machine_id: entries.line('machine-id') } : {}),
    };
  },
};

// `uname` prints its fields in this order whatever the order of its options; only the version may hold spaces.
function parseUname(line: string) {
  const [, system, nodename, kernel, kernelVersion, machine] = /^(\S+) (\S+) (\S+) (.*) (\S+)$/.exec(line) ?? [];
  if (!system || !nodename || !kernel || kernelVersion === undefined || !machine) return undefined;
  return { system, nodename, kernel, kernelVersion, machine };
}

function architectures(machine: string, longBit: string): Facts {
  const is386 = I386.test(machine);
  const bits = ['32', '1'].includes(longBit) ? '32' : ['64', '2'].includes(longBit) ? '64' : undefined;
  const userspace = machine === 'x86_64' || is386 ? (bits === '32' ? 'i386' : 'x86_64') : undefined;
  return {
    architecture: is386 ? 'i386' : machine,
    ...(bits === undefined ? {} : { userspace_bits: bits }),
    ...(bits === undefined || userspace === undefined ? {} : { userspace_architecture: userspace }),
  };
}

/** The first name with a dot that the host's address has, else its first name: what Python's `socket.getfqdn` answers. */
function qualifiedName(entries: Entries): string {
  const [, ...names] = entries.line('reverse').split(/\s+/);
  return names.find((name) => name.includes('.')) ?? names[0] ?? entries.line('hostname-f');
}
