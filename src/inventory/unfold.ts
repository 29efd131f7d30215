import { isPadded } from '../std/number-range.ts';
import { namesAtMost } from './ranges.ts';

const numbers = /^\d{1,15}(?:-\d{1,15})?(?:,\d{1,15}(?:-\d{1,15})?)*$/;

/**
 * The host names that a folded text such as `web[01-03,07].example.com` stands for: what reports print for many hosts, and what the node
 * sets of ClusterShell and pdsh look like. `undefined` for any other text: with no brackets, other things in them, or characters of a glob.
 */
export function unfold(text: string): readonly string[] | undefined {
  if (/[*?]/.test(text)) return undefined;
  const [head = '', ...groups] = text.split('[');
  if (groups.length === 0) return undefined;
  let names = [head];
  for (const group of groups) {
    const [inside = '', suffix, ...more] = group.split(']');
    const values = suffix === undefined || more.length > 0 ? undefined : valuesOf(inside);
    if (values === undefined || values.length * names.length > namesAtMost) return undefined;
    names = names.flatMap((name) => values.map((value) => `${name}${value}${suffix}`));
  }
  return names;
}

/** The numbers of `01-03,07` as they are written; a single one is no set. */
function valuesOf(inside: string): string[] | undefined {
  if (!numbers.test(inside) || !/[-,]/.test(inside)) return undefined;
  const values: string[] = [];
  for (const range of inside.split(',')) {
    const [first = '', last = first] = range.split('-');
    const count = Number(last) - Number(first) + 1;
    if (count < 1 || values.length + count > namesAtMost) return undefined;
    const width = first.length === last.length || isPadded(first) ? first.length : 0;
    for (let index = 0; index < count; index += 1) values.push(String(Number(first) + index).padStart(width, '0'));
  }
  return values;
}
