import type { Plain } from '../template/to-json.ts';
import { byteSize } from './byte-size.ts';
import { type DeviceLinks, deviceLinks, deviceLinksProbe } from './device-links.ts';
import type { Fact } from './fact.ts';
import { parseFileTable } from './file-table.ts';

/** The kernel counts in sectors of this many bytes, whatever those of the device are. */
const SECTOR = 512;

const FILES = [
  ...[
    'size',
    'removable',
    'dm/name',
    'device/model',
    'device/vendor',
    'device/sas_address',
    'device/sas_device_handle',
  ],
  ...['queue/rotational', 'queue/hw_sector_size', 'queue/scheduler', 'queue/discard_granularity'],
  ...['*/partition', '*/start', '*/size'],
];

/** Block devices with their partitions. */
export const devices: Fact = {
  probes: [
    deviceLinksProbe,
    `
if cd /sys/block; then
  run block grep -s '' ${FILES.map((file) => `*/${file}`).join(' ')} /dev/null
  run holders ls -d */holders/* */*/holders/*
  cd /
fi`,
  ],

  parse(entries) {
    const files = parseFileTable(entries.lines('block'));
    const links = deviceLinks(entries);
    const holders = holderNames(entries.lines('holders'), files);
    const names = [...files.keys()].flatMap((path) => /^([^/]+)\/size$/.exec(path)?.[1] ?? []).sort();
    const look = { files, links, holders };
    return {
      device_links: { ...links } as unknown as Plain,
      devices: Object.fromEntries(names.map((name) => [name, describeDevice(name, look)])),
    };
  },
};

interface Look {
  readonly files: ReadonlyMap<string, string>;
  readonly links: DeviceLinks;
  readonly holders: ReadonlyMap<string, string[]>;
}

function describeDevice(name: string, look: Look): Plain {
  const read = (file: string) => look.files.get(`${name}/${file}`)?.trim();
  const sectors = Number(read('size'));
  const parts = [...look.files.keys()].flatMap((path) => {
    const [, disk, part] = /^([^/]+)\/([^/]+)\/partition$/.exec(path) ?? [];
    return disk === name && part !== undefined ? [part] : [];
  });
  return {
    holders: look.holders.get(name) ?? [],
    host: '',
    links: linksOf(name, look.links),
    model: read('device/model') ?? null,
    partitions: Object.fromEntries(parts.sort().map((part) => [part, describePartition(name, part, look)])),
    removable: read('removable') ?? '0',
    rotational: read('queue/rotational') ?? '0',
    sas_address: read('device/sas_address') ?? null,
    sas_device_handle: read('device/sas_device_handle') ?? null,
    scheduler_mode: /\[([^[\]]*)\]/.exec(read('queue/scheduler') ?? '')?.[1] ?? '',
    sectors: String(sectors),
    sectorsize: read('queue/hw_sector_size') ?? String(SECTOR),
    size: byteSize(sectors * SECTOR),
    support_discard: read('queue/discard_granularity') ?? '0',
    vendor: read('device/vendor') ?? null,
    virtual: 1,
  };
}

function describePartition(disk: string, part: string, { files, links, holders }: Look): Plain {
  const read = (file: string) => files.get(`${disk}/${part}/${file}`)?.trim() ?? '0';
  return {
    holders: holders.get(part) ?? [],
    links: linksOf(part, links),
    sectors: read('size'),
    sectorsize: Number(files.get(`${disk}/queue/hw_sector_size`) ?? SECTOR),
    size: byteSize(Number(read('size')) * SECTOR),
    start: read('start'),
    uuid: links.uuids[part]?.[0] ?? null,
  };
}

function linksOf(name: string, links: DeviceLinks): Plain {
  const { ids, labels, uuids, masters } = links;
  const of = (names: DeviceLinks['ids']) => [...(names[name] ?? [])];
  return { ids: of(ids), labels: of(labels), uuids: of(uuids), masters: of(masters) };
}

/** What uses a device: a volume by its own name, another device by the kernel's. */
function holderNames(paths: readonly string[], files: ReadonlyMap<string, string>): Map<string, string[]> {
  const holders = new Map<string, string[]>();
  for (const path of paths) {
    const [held, between, holder] = path.split('/').slice(-3);
    if (!held || between !== 'holders' || !holder) continue;
    holders.set(held, [...(holders.get(held) ?? []), files.get(`${holder}/dm/name`) ?? holder]);
  }
  return holders;
}
