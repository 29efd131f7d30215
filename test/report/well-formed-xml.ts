const token =
  /<\?xml [^<>]*\?>|<!doctype html>|<\/?([a-z][a-z0-9-]*)((?:\s+[a-z-]+(?:="[^"<]*")?)*)\s*(\/?)>|([^<>]+)/gy;
const noEnd = new Set(['meta', 'br']);

/** Why a text is not well-formed XML of the plain kind that our reports write (HTML's empty elements allowed); undefined when it is. */
export function xmlProblem(text: string): string | undefined {
  const open: string[] = [];
  let at = 0;
  for (const match of text.matchAll(token)) {
    const [whole, name, attributes = '', empty, content] = match;
    at = match.index + whole.length;
    if (/&(?!(amp|lt|gt|quot|#\d+);)/.test(attributes + (open.at(-1) === 'style' ? '' : (content ?? ''))))
      return `bare & in ${whole}`;
    if (name === undefined || empty === '/' || noEnd.has(name)) continue;
    if (!whole.startsWith('</')) open.push(name);
    else if (open.pop() !== name) return `stray ${whole}`;
  }
  if (at !== text.length) return `no markup: ${text.slice(at, at + 40)}`;
  return open.length === 0 ? undefined : `<${open.join('><')}> stays open`;
}
