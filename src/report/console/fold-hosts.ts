import { unmistakableRange } from '../../std/number-range.ts';

/** A host name cut at one of its numbers. */
interface Cut {
  readonly prefix: string;
  readonly digits: string;
  readonly suffix: string;
}

interface Range {
  first: string;
  last: string;
}

/**
 * Host names on one line, neighbours under a range: `web[01-03,07].example.com,db1`. A range whose ends are equally long is padded
 * with zeros. Given back as a pattern or to `--limit`, the line means these hosts: the one range of `web[1,2-3]` is written in two, since
 * `web[1-3]` could be places in a group. Each name is cut at the number in which it differs from most others; the order is that of each stem's first name.
 */
export function foldHosts(hosts: Iterable<string>): string {
  const names = [...new Set(hosts)];
  const stems = groupByStem(names);
  return [...stems.values()].map(foldStem).join(',');
}

function groupByStem(names: readonly string[]): Map<string, Cut[]> {
  const sizes = new Map<string, number>();
  const cuts = names.map((name) => cutsOf(name));
  for (const cut of cuts.flat()) sizes.set(stemOf(cut), (sizes.get(stemOf(cut)) ?? 0) + 1);
  const stems = new Map<string, Cut[]>();
  names.forEach((name, index) => {
    const cut = bestCut(cuts[index]!, sizes) ?? { prefix: name, digits: '', suffix: '' };
    const stem = stemOf(cut);
    const alike = stems.get(stem);
    if (alike === undefined) stems.set(stem, [cut]);
    else alike.push(cut);
  });
  return stems;
}

function stemOf({ prefix, digits, suffix }: Cut): string {
  return digits === '' ? prefix : `${prefix}[]${suffix}`;
}

/** Every number of a name that can be counted with; one of more than 15 digits cannot. */
function cutsOf(name: string): Cut[] {
  return [...name.matchAll(/\d+/g)]
    .filter(([digits]) => digits.length <= 15)
    .map((match) => ({
      prefix: name.slice(0, match.index),
      digits: match[0],
      suffix: name.slice(match.index + match[0].length),
    }));
}

/** The cut that most names share; of equals the last, where names usually count. */
function bestCut(cuts: readonly Cut[], sizes: ReadonlyMap<string, number>): Cut | undefined {
  const size = (cut: Cut) => sizes.get(stemOf(cut)) ?? 0;
  return cuts.reduce<Cut | undefined>((best, cut) => (best && size(best) > size(cut) ? best : cut), undefined);
}

function foldStem(cuts: readonly Cut[]): string {
  const { prefix, digits, suffix } = cuts[0]!;
  if (cuts.length === 1) return `${prefix}${digits}${suffix}`;
  const ranges = rangesOf(cuts.map((cut) => cut.digits));
  const [only, ...others] = ranges;
  const mayBeIndex = only !== undefined && others.length === 0 && suffix === '' && /\w$/.test(prefix);
  const texts = mayBeIndex ? [unmistakableRange(only.first, only.last)] : ranges.map(rangeText);
  return `${prefix}[${texts.join(',')}]${suffix}`;
}

function rangesOf(numbers: readonly string[]): Range[] {
  const sorted = numbers.toSorted((a, b) => Number(a) - Number(b) || a.length - b.length);
  const ranges: Range[] = [];
  for (const number of sorted) {
    const range = ranges.at(-1);
    if (range !== undefined && follows(range, number)) range.last = number;
    else ranges.push({ first: number, last: number });
  }
  return ranges;
}

/** Whether a range can go on with this number: the next one, and as long, or longer where nothing was padded (`9`, `10`). */
function follows({ first, last }: Range, number: string): boolean {
  if (Number(number) !== Number(last) + 1) return false;
  const padded = first.length > 1 && first.startsWith('0');
  return number.length === last.length ? first.length === last.length || !padded : !padded && !number.startsWith('0');
}

function rangeText({ first, last }: Range): string {
  return first === last ? first : `${first}-${last}`;
}
