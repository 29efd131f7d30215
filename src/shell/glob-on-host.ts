import { expandOnHost } from './expand.ts';

/** A POSIX shell word in which `*`, `?` and `[` match names on the host, besides what {@link expandOnHost} expands. */
export function globOnHost(pattern: string): string {
  const parts = pattern.split(/([*?[\]]+)/);
  return parts.map((part, index) => (index % 2 === 1 ? part : literal(part, index))).join('');
}

/** A `~` expands at the very beginning only. */
function literal(part: string, index: number): string {
  if (part === '') return '';
  return index > 0 && part.startsWith('~')
    ? `\\~${part.length > 1 ? expandOnHost(part.slice(1)) : ''}`
    : expandOnHost(part);
}
