import type { Plain } from '../template/to-json.ts';
import { deviceLinks, deviceLinksProbe, kernelName } from './device-links.ts';
import type { Entries } from './entries.ts';
import type { Fact } from './fact.ts';

/** Seconds that a server may take to say how full its file system is. */
const NETWORK_LIMIT = 2;
const FORMAT = '%S %s %b %a %c %d %n';

/**
 * File systems that are kept on something: a device, or a server. Local ones are asked how full they are by one command. Each of a
 * server is asked by one of its own, all at once, under a time limit: a dead server leaves out its own figures and delays nobody.
 */
export const mounts: Fact = {
  probes: [
    deviceLinksProbe,
    'show mounts /proc/self/mounts',
    'show mountinfo /proc/self/mountinfo',
    `
entry statfs
set --
while read -r device path type rest; do
  case $device in /*|*:*) ;; *) continue ;; esac
  path=$(printf '%b.' "$path"); path=\${path%.}
  case $type:$device in
    *:*:*|*://*|fuse.*|autofs:*)
      limited ${NETWORK_LIMIT} stat -f -c '${FORMAT}' "$path" & ;;
    *) set -- "$@" "$path" ;;
  esac
done </proc/self/mounts
if [ $# -gt 0 ]; then
  if stat -f -c %s / >/dev/null; then stat -f -c '${FORMAT}' "$@"; else run df df -P -k "$@"; fi
fi
wait`,
  ],

  parse(entries) {
    if (!entries.has('mounts')) return {};
    const bound = boundPaths(entries);
    const sizes = new Map([...fromDf(entries), ...fromStatfs(entries)]);
    const { uuids } = deviceLinks(entries);
    const found = new Map<string, Plain>();
    for (const [device, mount, fstype, options] of mountTable(entries)) {
      found.set(mount, {
        device,
        mount,
        fstype,
        options: bound.has(mount) ? `${options},bind` : options,
        uuid: uuids[kernelName(entries, device)]?.[0] ?? 'N/A',
        ...sizes.get(mount),
      });
    }
    return { mounts: [...found.values()] };
  },
};

type Sizes = Readonly<Record<string, number>>;

function mountTable(entries: Entries): [device: string, path: string, type: string, options: string][] {
  return entries.lines('mounts').flatMap((line) => {
    const [device = '', path = '', type = '', options = ''] = line.split(' ').map(unescapeOctal);
    const isKept = (device.startsWith('/') || device.includes(':/')) && type !== 'none';
    return isKept ? [[device, path, type, options]] : [];
  });
}

/** Mount points that show a folder of a file system and not its root (proc_pid_mountinfo(5), the fourth field). */
function boundPaths(entries: Entries): Set<string> {
  const rows = entries.lines('mountinfo').map((line) => line.split(' '));
  return new Set(rows.filter(([, , , root]) => root !== '/').map(([, , , , path = '']) => unescapeOctal(path)));
}

function fromStatfs(entries: Entries): [path: string, sizes: Sizes][] {
  return entries.lines('statfs').map((line) => {
    const [fragment = 0, block = 0, blocks = 0, free = 0, inodes = 0, freeInodes = 0] = line.split(' ', 6).map(Number);
    const sizes = {
      size_total: fragment * blocks,
      size_available: fragment * free,
      block_size: block,
      ...{ block_total: blocks, block_available: free, block_used: blocks - free },
      ...{ inode_total: inodes, inode_available: freeInodes, inode_used: inodes - freeInodes },
    };
    return [line.split(' ').slice(6).join(' '), sizes];
  });
}

/** Where `stat` cannot ask file systems, `df` knows the bytes. */
function fromDf(entries: Entries): [path: string, sizes: Sizes][] {
  return entries.lines('df').flatMap((line) => {
    const [, total, free, path] = /\s(\d+)\s+\d+\s+(\d+)\s+\d+%\s+(.*)$/s.exec(line) ?? [];
    return path === undefined
      ? []
      : [[path, { size_total: Number(total) * 1024, size_available: Number(free) * 1024 }]];
  });
}

// The kernel writes blanks and backslashes of a path as three octal digits.
function unescapeOctal(field: string): string {
  return field.replace(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)));
}
