import { describe, expect, it } from 'vitest';
import { entriesOf } from '../../test/rig/fact-entries.ts';
import { platform } from './platform.ts';

const uname = (machine: string) =>
  `Linux web1.example.com 5.10.0-28-amd64 #1 SMP Debian 5.10.209-2 (2024-01-31) ${machine}\n`;

describe('platform', () => {
  it('tells the kernel from the machine, and the name from its domain', () => {
    const entries = entriesOf({
      uname: uname('x86_64'),
      'long-bit': '64\n',
      'machine-id': '0123456789abcdef0123456789abcdef\n',
      reverse: '10.0.0.5 web1 web1.internal.example.com web1.example.com\n',
    });
    expect(platform.parse(entries, {})).toEqual({
      system: 'Linux',
      kernel: '5.10.0-28-amd64',
      kernel_version: '#1 SMP Debian 5.10.209-2 (2024-01-31)',
      machine: 'x86_64',
      architecture: 'x86_64',
      userspace_bits: '64',
      userspace_architecture: 'x86_64',
      nodename: 'web1.example.com',
      hostname: 'web1',
      fqdn: 'web1.internal.example.com',
      domain: 'internal.example.com',
      machine_id: '0123456789abcdef0123456789abcdef',
    });
  });

  it.each([
    ['i686', '32', { architecture: 'i386', userspace_bits: '32', userspace_architecture: 'i386' }],
    ['i686', '64', { architecture: 'i386', userspace_bits: '64', userspace_architecture: 'x86_64' }],
    ['x86_64', ' 1', { architecture: 'x86_64', userspace_bits: '32', userspace_architecture: 'i386' }],
    ['aarch64', ' 2', { architecture: 'aarch64', userspace_bits: '64' }],
    ['armv7l', '', { architecture: 'armv7l' }],
  ])('names the architecture of %s with %s bits', (machine, bits, expected) => {
    const { architecture, userspace_bits, userspace_architecture } = platform.parse(
      entriesOf({ uname: uname(machine), 'long-bit': `${bits}\n` }),
      {},
    );
    expect({ architecture, userspace_bits, userspace_architecture }).toEqual({
      userspace_bits: undefined,
      userspace_architecture: undefined,
      ...expected,
    });
  });

  it.each([
    ['without a dot anywhere, the first of the address', { reverse: '127.0.0.1 localhost vm\n' }, 'localhost'],
    ['of `hostname -f` without getent', { 'hostname-f': 'web1.example.net\n' }, 'web1.example.net'],
    ['of the kernel where nothing resolves', {}, 'web1.example.com'],
  ])('takes the name %s', (_, texts: Record<string, string>, fqdn) => {
    expect(platform.parse(entriesOf({ uname: uname('x86_64'), ...texts }), {}).fqdn).toBe(fqdn);
  });

  it('knows nothing without uname', () => {
    expect(platform.parse(entriesOf({}), {})).toEqual({});
  });
});
