import type { Json } from '../../events/outcome.ts';

type JsonObject = { readonly [key: string]: Json };

/**
 * A value as lines for people: YAML's shape, a text of several lines as a block, and quotes only where a text would be taken for
 * something else. Meant to be read, not to be parsed.
 */
export function readable(value: Json): string[] {
  if (isList(value) && value.length > 0) return value.flatMap(listItem);
  if (isObject(value) && Object.keys(value).length > 0) return objectLines(value);
  if (isBlock(value)) return blockLines(value);
  return [inline(value)];
}

/** The lines of a text, without an empty one for a newline at its end. */
export function textLines(text: string): string[] {
  return (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n');
}

function objectLines(object: JsonObject): string[] {
  return Object.entries(object).flatMap(([key, value]) => {
    const name = inline(key);
    if (isBlock(value)) return [`${name}: |`, ...blockLines(value).map(indented)];
    const lines = readable(value);
    return isInline(value) ? [`${name}: ${lines[0]}`] : [`${name}:`, ...lines.map(indented)];
  });
}

function listItem(value: Json): string[] {
  const lines = isBlock(value) ? ['|', ...blockLines(value)] : readable(value);
  return lines.map((line, index) => (index === 0 ? `- ${line}` : indented(line)));
}

function isInline(value: Json): boolean {
  if (isList(value)) return value.length === 0;
  return !isObject(value) || Object.keys(value).length === 0;
}

function isBlock(value: Json): value is string {
  return typeof value === 'string' && value.trimEnd().includes('\n');
}

function blockLines(text: string): string[] {
  return textLines(text);
}

function inline(value: Json): string {
  if (typeof value === 'string') return isPlain(value) ? value : JSON.stringify(value);
  return JSON.stringify(value);
}

/** Whether a text reads the same without quotes. */
function isPlain(text: string): boolean {
  if (/^(|true|false|yes|no|on|off|null|~|[-+.]?\d.*)$/i.test(text)) return /^\d+(\.\d+){2,}/.test(text);
  return !/^[\s\-?:,[\]{}#&*!|>'"%@`]|: |:$| #|[\s]$|\n/.test(text);
}

function indented(line: string): string {
  return line === '' ? '' : `  ${line}`;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
