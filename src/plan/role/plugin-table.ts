/**
 * Whether a Python file of filters or tests gives a table that is no literal: one that is made by a loop, by calls or in a base class, so
 * that any name could be in it. Python is not run here, and a guess that is wrong is a warning in place of an error.
 */
export function hasOpenTable(text: string, kind: 'filter' | 'test'): boolean {
  const [, ...after] = text.split(new RegExp(`^[ \\t]*def ${kind}s\\(.*\\).*:`, 'm'));
  if (after.length === 0) return new RegExp(`\\bclass ${kind === 'filter' ? 'Filter' : 'Test'}Module\\b`).test(text);
  const body = after[0]?.split(/^ {0,4}(?:def|class|@)/m)[0] ?? '';
  const returned = body.split(/^[ \t]*return[ \t]+/m).slice(1);
  return returned.length === 0 || !returned.every((value) => isLiteral(value, text));
}

/** Whether what is returned is a literal table, or the name of a variable that is nothing else. */
function isLiteral(value: string, text: string): boolean {
  const name = /^(?:self\.|cls\.)?(\w+)[ \t]*(?:#.*)?(?:\n|$)/.exec(value)?.[1];
  if (name === undefined) return isTable(value);
  if (new RegExp(`\\b${name}(?:\\.update\\(|\\[[^\\]]*\\][ \\t]*=)`).test(text)) return false;
  const given = text.split(new RegExp(`\\b${name}[ \\t]*=[ \\t]*(?!=)`)).slice(1);
  return given.length > 0 && given.every(isTable);
}

/** Whether a text begins with a mapping whose keys are all written out, as those of a comprehension are not. */
function isTable(text: string): boolean {
  if (/^dict\(\s*\w+=/.test(text)) return true;
  if (!text.startsWith('{')) return false;
  const table = text.slice(1, text.indexOf('}')).replace(/#.*/g, '');
  const rest = text.slice(text.indexOf('}') + 1);
  const entries = table.split(',').filter((entry) => entry.trim() !== '');
  const isWritten = entries.every((entry) => /^\s*[urbf]?(['"])[\w.]+\1\s*:/.test(entry) || /^[^:]*\)\s*$/.test(entry));
  return isWritten && !/^[ \t]*[|.]/.test(rest);
}
