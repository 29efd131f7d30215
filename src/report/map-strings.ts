type Replace = (text: string) => string;

/** The same JSON value with every string in it replaced, keys as well; the value itself when that changes none. */
export function mapStrings<T>(value: T, map: Replace): T {
  return isLeftAlone(value, map) ? value : (mapped(value, map) as T);
}

/** Looks without making anything: most of what a run tells has nothing in it to replace. */
function isLeftAlone(value: unknown, map: Replace): boolean {
  if (typeof value === 'string') return map(value) === value;
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every((item) => isLeftAlone(item, map));
  for (const key in value) {
    if (map(key) !== key || !isLeftAlone((value as Record<string, unknown>)[key], map)) return false;
  }
  return true;
}

function mapped(value: unknown, map: Replace): unknown {
  if (typeof value === 'string') return map(value);
  if (Array.isArray(value)) return value.map((item) => mapped(item, map));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [map(key), mapped(item, map)]));
}
