/**
 * Small files of `/proc` or `/sys` by path, as `grep '' FILES /dev/null` prints them (`PATH:LINE`): hundreds of files for the price of one
 * process. Lines of one file are joined by newlines; an empty file is not there.
 */
export function parseFileTable(lines: readonly string[]): Map<string, string> {
  const table = new Map<string, string>();
  for (const line of lines) {
    const colon = line.indexOf(':');
    const path = line.slice(0, colon);
    const before = table.get(path);
    table.set(path, before === undefined ? line.slice(colon + 1) : `${before}\n${line.slice(colon + 1)}`);
  }
  return table;
}

/** Symbolic links by path, as `ls -l` prints them (`… PATH -> TARGET`). */
export function parseLinks(lines: readonly string[]): Map<string, string> {
  const links = lines.flatMap((line) => {
    const arrow = line.indexOf(' -> ');
    const path = line.slice(0, Math.max(0, arrow)).split(/\s/).at(-1) ?? '';
    return path === '' ? [] : [[path, line.slice(arrow + 4)] as const];
  });
  return new Map(links);
}

/** The last part of a path. */
export function lastPart(path: string): string {
  return path.split('/').at(-1) ?? '';
}
