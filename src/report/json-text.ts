/** A value as JSON in one line; what CI systems act on anywhere in a line (see `ciSafe`) is escaped, should they read it. */
export function jsonText(value: unknown): string {
  return JSON.stringify(value).replace(/#(?=#)/g, '\\u0023');
}
