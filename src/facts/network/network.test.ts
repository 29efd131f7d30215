import { describe, expect, it } from 'vitest';
import { entriesOf, factCases, factFixture } from '../../../test/rig/fact-entries.ts';
import { readEntries } from '../entries.ts';
import { network } from './network.ts';

// One network namespace with a bridge, a veth pair, an alias and a tunnel, looked at with iproute2, with busybox, and without any `ip`. The
// answers to the first two are those of ansible-core 2.14; the kernel's tables know no alias and no tunnel's own address.
describe('network', () => {
  it.each(factCases('network'))('by %s', (name) => {
    const entries = readEntries(factFixture(`network/${name}.txt`));
    if (entries === undefined) throw new Error(`${name}.txt is no output of the probe script`);
    expect(network.parse(entries, {})).toEqual(JSON.parse(factFixture(`network/${name}.json`)));
  });

  it('has no default where no way leads out', () => {
    const entries = entriesOf({
      'ip-addr': '',
      'ipv4-default': '',
      'ipv6-default': 'unreachable 2404:: dev lo metric 4294967295\n',
    });
    expect(network.parse(entries, {})).toEqual({
      interfaces: [],
      all_ipv4_addresses: [],
      all_ipv6_addresses: [],
      default_ipv4: {},
      default_ipv6: {},
    });
  });

  it('describes a bond and the hardware of an interface', () => {
    const links = [
      ['bond0', 'mtu', '1500'],
      ['bond0', 'type', '1'],
      ['bond0', 'flags', '0x1443'],
      ['bond0', 'operstate', 'up'],
      ['bond0', 'address', '52:54:00:aa:bb:cc'],
      ['bond0', 'bonding/mode', '802.3ad 4'],
      ['bond0', 'bonding/slaves', 'eth0 eth1'],
      ['bond0', 'bonding/miimon', '100'],
      ['bond0', 'bonding/lacp_rate', 'slow 0'],
      ['bond0', 'bonding/all_slaves_active', '0'],
      ['eth0', 'mtu', '9000'],
      ['eth0', 'type', '1'],
      ['eth0', 'flags', '0x1103'],
      ['eth0', 'operstate', 'down'],
      ['eth0', 'speed', '1000'],
    ];
    const entries = entriesOf({
      'link-names': 'bond0\nbonding_masters\neth0\n',
      links: links.map(([name, file, value]) => `${name}/${file}:${value}\n`).join(''),
      'link-devices': [
        'lrwxrwxrwx 1 root root 0 Nov 20 15:38 eth0/device -> ../../../0000:00:03.0',
        'lrwxrwxrwx 1 root root 0 Nov 20 15:38 eth0/device/driver/module -> ../../../../module/e1000e',
      ].join('\n'),
    });
    const { bond0, eth0 } = network.parse(entries, {});
    expect(bond0).toEqual({
      device: 'bond0',
      mtu: 1500,
      active: true,
      type: 'bonding',
      promisc: false,
      macaddress: '52:54:00:aa:bb:cc',
      mode: '802.3ad',
      slaves: ['eth0', 'eth1'],
      miimon: '100',
      lacp_rate: 'slow',
      all_slaves_active: false,
    });
    expect(eth0).toEqual({
      device: 'eth0',
      mtu: 9000,
      active: false,
      type: 'ether',
      promisc: true,
      speed: 1000,
      module: 'e1000e',
      pciid: '0000:00:03.0',
    });
  });
});
