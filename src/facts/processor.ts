import type { Fact, Facts } from './fact.ts';

/** Only these lines of `/proc/cpuinfo` are fetched: on a machine of hundreds of processors it is a megabyte. */
export const cpuinfoProbe = `
entry cpuinfo
grep -E '^(processor|vendor_id|model name|cpu|Processor|physical id|siblings|cpu cores|machine|platform|# processors)[[:space:]]*:' \\
  /proc/cpuinfo`;

/** Lines of `/proc/cpuinfo` as names and values, in order. */
export function parseCpuinfo(lines: readonly string[]): [name: string, value: string][] {
  return lines.map((line) => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
  });
}

const LISTED = ['processor', 'vendor_id', 'model name', 'cpu', 'Processor'];

/** How many processors there are, and of which kind. */
export const processor: Fact = {
  probes: [cpuinfoProbe, "entry cpus-allowed; grep '^Cpus_allowed:' /proc/self/status"],

  parse(entries) {
    const fields = parseCpuinfo(entries.lines('cpuinfo'));
    if (fields.length === 0) return {};
    const listed = fields.filter(([name]) => LISTED.includes(name)).map(([, value]) => value);
    return { processor: listed, ...counts(fields), ...usable(entries.line('cpus-allowed')) };
  },
};

function counts(fields: readonly (readonly [string, string])[]): Facts {
  const valuesOf = (name: string) => fields.filter(([field]) => field === name).map(([, value]) => value);
  const [first] = valuesOf('physical id');
  const sockets = new Set(valuesOf('physical id')).size;
  const numbered = valuesOf('processor').length;
  const all = Number(valuesOf('# processors')[0] ?? (numbered || valuesOf('vendor_id').length || 1));
  const cores = first === undefined ? 1 : Number(valuesOf('cpu cores')[0] ?? 1);
  const threads = first === undefined ? 1 : Math.max(1, Math.floor(Number(valuesOf('siblings')[0] ?? cores) / cores));
  const count = sockets || all;
  return {
    processor_count: count,
    processor_cores: cores,
    processor_threads_per_core: threads,
    processor_vcpus: count * cores * threads,
  };
}

/** How many processors the user's processes may run on: the bits of a mask such as `ff,ffffffff`. */
function usable(line: string): Facts {
  const mask = /:\s*([0-9a-f,]+)/.exec(line)?.[1];
  if (mask === undefined) return {};
  const ones = [...mask]
    .map((digit) => Number.parseInt(digit, 16) || 0)
    .map((digit) => [0, 1, 1, 2, 1, 2, 2, 3][digit & 7]! + (digit >> 3));
  return { processor_nproc: ones.reduce((sum, bits) => sum + bits, 0) };
}
