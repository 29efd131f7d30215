import type { Entries } from './entries.ts';
import { lastPart, parseLinks } from './file-table.ts';

const KINDS = ['id', 'label', 'uuid'] as const;

/** Other names of block devices, and what is built on them: by the kernel's name of the device (`sda1`, `dm-0`). */
export interface DeviceLinks {
  readonly ids: Names;
  readonly labels: Names;
  readonly uuids: Names;
  readonly masters: Names;
}

type Names = Readonly<Record<string, readonly string[]>>;

/** Prints the links of `/dev/disk` and `/dev/mapper`, and which device is a part of which. */
export const deviceLinksProbe = `
${KINDS.map((kind) => `run disk-by-${kind} ls -l /dev/disk/by-${kind}`).join('\n')}
run device-mapper ls -l /dev/mapper
run slaves ls -d /sys/block/*/slaves/*`;

/** Reads what {@link deviceLinksProbe} printed. */
export function deviceLinks(entries: Entries): DeviceLinks {
  const by = (kind: (typeof KINDS)[number]) =>
    gather(
      [...parseLinks(entries.lines(`disk-by-${kind}`))].map(([name, target]) => [lastPart(target), unescapeHex(name)]),
    );
  const slaves = entries.lines('slaves').flatMap((path) => {
    const [, master, slave] = /^\/sys\/block\/([^/]+)\/slaves\/([^/]+)$/.exec(path) ?? [];
    return master !== undefined && slave !== undefined ? [[slave, master] as const] : [];
  });
  return { ids: by('id'), labels: by('label'), uuids: by('uuid'), masters: gather(slaves) };
}

/** The kernel's name of a device path: that of `/dev/mapper/vg-root` is `dm-0`. */
export function kernelName(entries: Entries, device: string): string {
  const mapped = parseLinks(entries.lines('device-mapper')).get(lastPart(device));
  return lastPart(mapped ?? device);
}

function gather(pairs: readonly (readonly [string, string])[]): Names {
  const names = new Map<string, string[]>();
  for (const [device, name] of pairs) names.set(device, [...(names.get(device) ?? []), name]);
  return Object.fromEntries([...names].map(([device, all]) => [device, all.sort()]));
}

// udev writes a blank of a label as `\x20`.
function unescapeHex(name: string): string {
  return name.replace(/\\x([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
