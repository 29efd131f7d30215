/** One of several ways to do the same thing; a run gives what it took, in milliseconds. */
export interface Contender {
  readonly name: string;
  run(): Promise<number>;
}

/** A contender's runs, and their median beside the first contender's. */
export interface Standing {
  readonly name: string;
  readonly runs: readonly number[];
  readonly median: number;
  readonly ratio: number;
}

/** Lets all of them run `rounds` times in turn, so that what else the machine does hits all alike; the first is the measure. */
export async function compare(rounds: number, contenders: readonly Contender[]): Promise<Standing[]> {
  const runs = contenders.map((): number[] => []);
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, contender] of contenders.entries()) runs[index]?.push(await contender.run());
  }
  const medians = runs.map(median);
  return contenders.map(({ name }, index) => ({
    name,
    runs: runs[index] as number[],
    median: medians[index] as number,
    ratio: (medians[index] as number) / (medians[0] as number),
  }));
}

/** The middle value, or the mean of the two in the middle; NaN of nothing. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted.length / 2;
  return ((sorted[Math.floor(middle)] ?? Number.NaN) + (sorted[Math.ceil(middle) - 1] ?? Number.NaN)) / 2;
}

/** Standings as lines of text: `name  1234 ms  1.23×  (1200 1234 1300)`. */
export function standingLines(standings: readonly Standing[]): string[] {
  const width = Math.max(...standings.map(({ name }) => name.length));
  return standings.map(({ name, median: middle, ratio, runs }) => {
    const all = runs.map((run) => run.toFixed(0)).join(' ');
    return `  ${name.padEnd(width)} ${middle.toFixed(0).padStart(7)} ms ${ratio.toFixed(2).padStart(6)}×  (${all})`;
  });
}
