import type { Entries } from './entries.ts';
import type { Fact } from './fact.ts';

const LIST = '--noheadings --nosuffix --units g --separator ,';

/** Volume groups, logical and physical volumes, for those who may see them; sizes in GiB, as LVM prints them. */
export const lvm: Fact = {
  probes: [
    `
if have vgs && [ "$(id -u)" = 0 ]; then
  run lvm-groups limited 5 env LC_ALL=C vgs ${LIST} -o vg_name,pv_count,lv_count,vg_size,vg_free
  run lvm-volumes limited 5 env LC_ALL=C lvs ${LIST} -o lv_name,vg_name,lv_size
  run lvm-devices limited 5 env LC_ALL=C pvs ${LIST} -o pv_name,vg_name,pv_size,pv_free
fi`,
  ],

  parse(entries) {
    if (!entries.has('lvm-groups')) return { lvm: 'N/A' };
    return {
      lvm: {
        vgs: table(entries, 'lvm-groups', ([, num_pvs, num_lvs, size_g, free_g]) => ({
          num_pvs,
          num_lvs,
          size_g,
          free_g,
        })),
        lvs: table(entries, 'lvm-volumes', ([, vg, size_g]) => ({ vg, size_g })),
        pvs: table(entries, 'lvm-devices', ([, vg, size_g, free_g]) => ({ vg, size_g, free_g })),
      },
    };
  },
};

type Row = Record<string, string | undefined>;

function table(
  entries: Entries,
  entry: string,
  describe: (columns: string[]) => Row,
): Record<string, Record<string, string>> {
  const rows = entries.lines(entry).map((line) => line.trim().split(','));
  return Object.fromEntries(
    rows.map((columns) => {
      const described = Object.entries(describe(columns)).map(([name, value]) => [name, value ?? ''] as const);
      return [columns[0] ?? '', Object.fromEntries(described)];
    }),
  );
}
