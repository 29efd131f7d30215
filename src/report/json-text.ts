import { escaped } from '../source/visible.ts';

/** A value as JSON in one line, see {@link safeJson}. */
export function jsonText(value: unknown): string {
  return safeJson(JSON.stringify(value));
}

/** The same JSON with what terminals act on, and CI systems anywhere in a line (see `ciSafe`), in escapes, should they read it. */
export function safeJson(json: string): string {
  return escaped(json).replace(/#(?=#)/g, '\\u0023');
}
