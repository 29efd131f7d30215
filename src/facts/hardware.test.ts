import { describe, expect, it } from 'vitest';
import { entriesOf } from '../../test/rig/fact-entries.ts';
import { Float } from '../std/float.ts';
import { byteSize } from './byte-size.ts';
import { devices } from './devices.ts';
import { dmi } from './dmi.ts';
import { loadAverage } from './load-average.ts';
import { lvm } from './lvm.ts';
import { mounts } from './mounts.ts';
import { uptime } from './uptime.ts';

const disk = {
  'disk-by-id': 'lrwxrwxrwx 1 root root 9 Nov 20 15:38 ata-QEMU_1-part1 -> ../../sda1\n',
  'disk-by-label': 'lrwxrwxrwx 1 root root 10 Nov 20 15:38 my\\x20data -> ../../dm-0\n',
  'disk-by-uuid':
    'total 0\nlrwxrwxrwx 1 root root 10 Nov 20 15:38 aaaa-1 -> ../../sda1\nlrwxrwxrwx 1 root root 10 Nov 20 15:38 bbbb-2 -> ../../dm-0\n',
  'device-mapper':
    'crw------- 1 root root 10, 236 Nov 20 15:38 control\nlrwxrwxrwx 1 root root 7 Nov 20 15:38 vg-root -> ../dm-0\n',
  slaves: '/sys/block/dm-0/slaves/sda1\n',
};

describe('mounts', () => {
  const entries = entriesOf({
    ...disk,
    mounts: [
      'proc /proc proc rw 0 0',
      'overlay /var/lib/docker/overlay2/x overlay rw 0 0',
      '/dev/mapper/vg-root / ext4 rw,relatime 0 0',
      '/dev/sda1 /srv/with\\040blank xfs ro 0 0',
      'nas:/export /mnt nfs4 rw,vers=4.2 0 0',
    ].join('\n'),
    mountinfo: [
      '22 1 253:0 / / rw,relatime shared:1 - ext4 /dev/mapper/vg-root rw',
      '30 22 8:1 /sub /srv/with\\040blank ro - xfs /dev/sda1 ro',
    ].join('\n'),
    statfs: '4096 4096 1000 400 500 450 /\n512 4096 100 0 0 0 /srv/with blank\n',
  });

  it('lists what is kept on a device or a server, and what is known of it', () => {
    expect(mounts.parse(entries, {})).toEqual({
      mounts: [
        {
          device: '/dev/mapper/vg-root',
          mount: '/',
          fstype: 'ext4',
          options: 'rw,relatime',
          uuid: 'bbbb-2',
          ...{ size_total: 4_096_000, size_available: 1_638_400, block_size: 4096 },
          ...{ block_total: 1000, block_available: 400, block_used: 600 },
          ...{ inode_total: 500, inode_available: 450, inode_used: 50 },
        },
        {
          device: '/dev/sda1',
          mount: '/srv/with blank',
          fstype: 'xfs',
          options: 'ro,bind',
          uuid: 'aaaa-1',
          ...{ size_total: 51_200, size_available: 0, block_size: 4096 },
          ...{ block_total: 100, block_available: 0, block_used: 100 },
          ...{ inode_total: 0, inode_available: 0, inode_used: 0 },
        },
        { device: 'nas:/export', mount: '/mnt', fstype: 'nfs4', options: 'rw,vers=4.2', uuid: 'N/A' },
      ],
    });
  });

  it('makes do with df', () => {
    const df = 'Filesystem 1024-blocks Used Available Capacity Mounted on\n/dev/vda 1000 600 400 60% /\n';
    expect(mounts.parse(entriesOf({ mounts: '/dev/vda / ext4 rw 0 0\n', df }), {})).toEqual({
      mounts: [
        {
          device: '/dev/vda',
          mount: '/',
          fstype: 'ext4',
          options: 'rw',
          uuid: 'N/A',
          size_total: 1_024_000,
          size_available: 409_600,
        },
      ],
    });
  });

  it('shows one place once, as what was mounted there last', () => {
    const twice = entriesOf({ mounts: '/dev/a /m ext4 rw 0 0\n/dev/b /m xfs ro 0 0\n' });
    expect(mounts.parse(twice, {})).toMatchObject({ mounts: [{ device: '/dev/b', mount: '/m' }] });
  });
});

it('devices have their partitions, links and holders', () => {
  const files = [
    ...['sda/size:41943040', 'sda/removable:0', 'sda/device/model:QEMU HARDDISK   ', 'sda/device/vendor:ATA'],
    ...['sda/queue/rotational:1', 'sda/queue/hw_sector_size:512', 'sda/queue/scheduler:none [mq-deadline] kyber'],
    ...['sda/queue/discard_granularity:4096', 'sda/sda1/partition:1', 'sda/sda1/start:2048', 'sda/sda1/size:41940992'],
    ...['dm-0/size:2048', 'dm-0/dm/name:vg-root', 'dm-0/queue/hw_sector_size:4096'],
  ];
  const entries = entriesOf({ ...disk, block: files.join('\n'), holders: 'sda/sda1/holders/dm-0\n' });
  const none = { ids: [], labels: [], uuids: [], masters: [] };
  expect(devices.parse(entries, {})).toEqual({
    device_links: {
      ids: { sda1: ['ata-QEMU_1-part1'] },
      labels: { 'dm-0': ['my data'] },
      uuids: { sda1: ['aaaa-1'], 'dm-0': ['bbbb-2'] },
      masters: { sda1: ['dm-0'] },
    },
    devices: {
      'dm-0': {
        ...{
          holders: [],
          host: '',
          links: { ...none, labels: ['my data'], uuids: ['bbbb-2'] },
          model: null,
          partitions: {},
        },
        ...{ removable: '0', rotational: '0', sas_address: null, sas_device_handle: null, scheduler_mode: '' },
        ...{ sectors: '2048', sectorsize: '4096', size: '1.00 MB', support_discard: '0', vendor: null, virtual: 1 },
      },
      sda: {
        ...{ holders: [], host: '', links: none, model: 'QEMU HARDDISK', removable: '0', rotational: '1' },
        partitions: {
          sda1: {
            holders: ['vg-root'],
            links: { ...none, ids: ['ata-QEMU_1-part1'], uuids: ['aaaa-1'], masters: ['dm-0'] },
            ...{ sectors: '41940992', sectorsize: 512, size: '20.00 GB', start: '2048', uuid: 'aaaa-1' },
          },
        },
        ...{ sas_address: null, sas_device_handle: null, scheduler_mode: 'mq-deadline', sectors: '41943040' },
        ...{ sectorsize: '512', size: '20.00 GB', support_discard: '4096', vendor: 'ATA', virtual: 1 },
      },
    },
  });
});

it.each([
  [0, '0.00 Bytes'],
  [1023, '1023.00 Bytes'],
  [1024, '1.00 KB'],
  [1_572_864, '1.50 MB'],
  [274_877_906_944, '256.00 GB'],
])('%i bytes are %s', (bytes, text) => {
  expect(byteSize(bytes)).toBe(text);
});

describe('dmi', () => {
  it('is NA where there is no firmware to ask', () => {
    const facts = dmi.parse(entriesOf({}), {});
    expect(new Set(Object.values(facts))).toEqual(new Set(['NA']));
    expect(Object.keys(facts)).toHaveLength(18);
  });

  it('names the machine', () => {
    const texts = {
      dmi: 'product_name:PowerEdge R740\nsys_vendor:Dell Inc.\nchassis_type:23\nbios_version:2.1\nproduct_serial: \n',
    };
    expect(dmi.parse(entriesOf(texts), {})).toMatchObject({
      product_name: 'PowerEdge R740',
      system_vendor: 'Dell Inc.',
      form_factor: 'Rack Mount Chassis',
      bios_version: '2.1',
      product_serial: 'NA',
    });
  });
});

it('lvm lists groups, volumes and devices', () => {
  const entries = entriesOf({
    'lvm-groups': '  vg,1,2,19.50,0.25\n',
    'lvm-volumes': '  root,vg,10.00\n  swap,vg,2.00\n',
    'lvm-devices': '  /dev/sda2,vg,19.50,0.25\n',
  });
  expect(lvm.parse(entries, {})).toEqual({
    lvm: {
      vgs: { vg: { num_pvs: '1', num_lvs: '2', size_g: '19.50', free_g: '0.25' } },
      lvs: { root: { vg: 'vg', size_g: '10.00' }, swap: { vg: 'vg', size_g: '2.00' } },
      pvs: { '/dev/sda2': { vg: 'vg', size_g: '19.50', free_g: '0.25' } },
    },
  });
  expect(lvm.parse(entriesOf({}), {})).toEqual({ lvm: 'N/A' });
});

it('uptime and load are numbers', () => {
  expect(uptime.parse(entriesOf({ uptime: '890.37 1700.12\n' }), {})).toEqual({ uptime_seconds: 890 });
  expect(loadAverage.parse(entriesOf({ loadavg: '0.00 0.02 1.50 1/90 123\n' }), {})).toEqual({
    loadavg: { '1m': new Float(0), '5m': 0.02, '15m': 1.5 },
  });
  expect([uptime.parse(entriesOf({}), {}), loadAverage.parse(entriesOf({}), {})]).toEqual([{}, {}]);
});
