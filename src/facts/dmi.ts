import type { Entries } from './entries.ts';
import type { Fact } from './fact.ts';
import { parseFileTable } from './file-table.ts';

/** Prints what the firmware says of the machine. */
export const dmiProbe = "if cd /sys/devices/virtual/dmi/id; then run dmi grep -s '' * /dev/null; cd /; fi";

/** A field of the firmware's tables, such as `product_name`; empty where there is none or only root may read it. */
export function dmiField(entries: Entries): (name: string) => string {
  const table = parseFileTable(entries.lines('dmi'));
  return (name) => (table.get(name) ?? '').trim();
}

const facts: readonly string[] = [
  ...['bios_date', 'bios_vendor', 'bios_version'],
  ...['board_asset_tag', 'board_name', 'board_serial', 'board_vendor', 'board_version'],
  ...['chassis_asset_tag', 'chassis_serial', 'chassis_vendor', 'chassis_version'],
  ...['product_name', 'product_serial', 'product_uuid', 'product_version'],
];

/** Chassis types (DMTF DSP0134, System Management BIOS, 7.4.1); the list begins with 1. */
const chassisTypes: readonly string[] = [
  ...['Other', 'Unknown', 'Desktop', 'Low Profile Desktop', 'Pizza Box', 'Mini Tower', 'Tower', 'Portable', 'Laptop'],
  ...['Notebook', 'Hand Held', 'Docking Station', 'All In One', 'Sub Notebook', 'Space-saving', 'Lunch Box'],
  ...['Main Server Chassis', 'Expansion Chassis', 'Sub Chassis', 'Bus Expansion Chassis', 'Peripheral Chassis'],
  ...['RAID Chassis', 'Rack Mount Chassis', 'Sealed-case PC', 'Multi-system', 'CompactPCI', 'AdvancedTCA', 'Blade'],
  ...['Blade Enclosing', 'Tablet', 'Convertible', 'Detachable', 'IoT Gateway', 'Embedded PC', 'Mini PC', 'Stick PC'],
];

const NOT_AVAILABLE = 'NA';

/** What the machine is, by its firmware. */
export const dmi: Fact = {
  probes: [dmiProbe],

  parse(entries) {
    const field = dmiField(entries);
    return {
      ...Object.fromEntries(facts.map((name) => [name, field(name) || NOT_AVAILABLE])),
      system_vendor: field('sys_vendor') || NOT_AVAILABLE,
      form_factor: chassisTypes[Number(field('chassis_type')) - 1] ?? NOT_AVAILABLE,
    };
  },
};
