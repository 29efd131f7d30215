import type { Cursor } from './cursor.ts';
import { YamlProblem } from './problem.ts';

/** What people see as the value that begins here: the rest of the line, without a comment. */
export function restOfLine(text: string, start: number): string {
  const line = /[^\r\n]*/y;
  line.lastIndex = start;
  const found = line.exec(text)?.[0] ?? '';
  return found.replace(/[ \t]+#.*$/, '').trimEnd();
}

/** A value that begins with an unquoted `{{` or `{%`, which YAML takes for a mapping. Within brackets it ends with its last `}`. */
export function unquotedTemplate({ text, at }: Cursor, inFlow: boolean): YamlProblem {
  const line = restOfLine(text, at);
  const value = inFlow ? line.slice(0, line.lastIndexOf('}') + 1) || line : line;
  const quote = value.includes('"') && !value.includes("'") ? "'" : '"';
  const escaped = value.includes(quote) ? value.replaceAll('"', '\\"') : value;
  return new YamlProblem(`a value that begins with \`${text.slice(at, at + 2)}\` must be quoted`, {
    start: at,
    end: at + value.length,
    help: `quote the whole value: \`${quote}${escaped}${quote}\``,
  });
}
