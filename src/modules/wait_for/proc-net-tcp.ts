/** A connection as `/proc/net/tcp` and `/proc/net/tcp6` of Linux list it (proc(5)). */
export interface Connection {
  readonly local: string;
  readonly localPort: number;
  readonly remote: string;
  readonly state: string;
}

/** The states by their numbers in the kernel (`include/net/tcp_states.h`). */
const states = [
  '',
  'ESTABLISHED',
  'SYN_SENT',
  'SYN_RECV',
  'FIN_WAIT1',
  'FIN_WAIT2',
  'TIME_WAIT',
  'CLOSE',
  'CLOSE_WAIT',
  'LAST_ACK',
  'LISTEN',
  'CLOSING',
  'NEW_SYN_RECV',
];

/** Reads the lines of either file, or of both one after the other. */
export function parseConnections(text: string): Connection[] {
  const line = /^[ \t]*\d+:\s+([0-9A-F]+):([0-9A-F]{4})\s+([0-9A-F]+):[0-9A-F]{4}\s+([0-9A-F]{2})\s/gm;
  return [...text.matchAll(line)].map(([, local = '', port = '', remote = '', state = '']) => ({
    local: address(local),
    localPort: Number.parseInt(port, 16),
    remote: address(remote),
    state: states[Number.parseInt(state, 16)] ?? '',
  }));
}

/** Words of four bytes, each in the byte order of the machine, which is little-endian wherever this is likely to run. */
function address(hex: string): string {
  const bytes = [...hex.matchAll(/(..)(..)(..)(..)/g)].flatMap(([, a, b, c, d]) =>
    [d, c, b, a].map((byte) => Number.parseInt(byte ?? '', 16)),
  );
  if (bytes.length === 4) return bytes.join('.');
  const mapped = bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 0xff && bytes[11] === 0xff;
  return mapped ? bytes.slice(12).join('.') : ipv6(bytes);
}

/** The address with its longest run of zeros left out (RFC 5952). */
function ipv6(bytes: readonly number[]): string {
  const groups = Array.from({ length: 8 }, (_, index) => ((bytes[2 * index] ?? 0) << 8) | (bytes[2 * index + 1] ?? 0));
  const written = groups.map((group) => group.toString(16)).join(':');
  const runs = [...written.matchAll(/(?:^|:)(?:0(?::|$)){2,}/g)].map(([run]) => run);
  const longest = runs.reduce((best, run) => (run.length > best.length ? run : best), '');
  return longest === '' ? written : written.replace(longest, '::');
}
