/**
 * The properties of `systemctl show`, one a line. A command to run (`ExecStart={ … }`) may have line breaks in its arguments: it goes on to
 * the line that ends with its brace.
 */
export function shown(output: string): Map<string, string> {
  const properties = new Map<string, string>();
  const lines = output.split('\n');
  for (let at = 0; at < lines.length; at += 1) {
    const [, key, first = ''] = /^([A-Za-z][A-Za-z0-9]*)=(.*)$/.exec(lines[at] ?? '') ?? [];
    if (key === undefined) continue;
    const end = isOpen(key, first) ? lines.findIndex((line, index) => index > at && line.trimEnd().endsWith('}')) : at;
    const last = Math.max(at, end);
    properties.set(key, [first, ...lines.slice(at + 1, last + 1)].join('\n').trim());
    at = last;
  }
  return properties;
}

const isOpen = (key: string, value: string): boolean =>
  key.startsWith('Exec') && value.startsWith('{') && !value.trimEnd().endsWith('}');
