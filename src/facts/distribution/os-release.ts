const line = /^\s*([A-Za-z_][A-Za-z0-9_]*)=(.*)$/s;

/** The assignments of a shell-like file such as `/etc/os-release` (os-release(5)), quotes and escapes taken off. */
export function parseOsRelease(text: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const written of text.split('\n')) {
    const [, name, value] = line.exec(written) ?? [];
    if (name !== undefined && value !== undefined) found.set(name, unquote(value.trim()));
  }
  return found;
}

function unquote(value: string): string {
  if (/^'[^']*'$/.test(value)) return value.slice(1, -1);
  const inner = /^"(.*)"$/.exec(value)?.[1] ?? value;
  return inner.replace(/\\(["$\\`])/g, '$1');
}
