/** One line of a comparison: kept, only in the old text, or only in the new. */
export interface Edit {
  readonly kind: ' ' | '-' | '+';
  readonly line: string;
}

/** Beyond this many differing lines a comparison is given up for "all of it changed": the time grows with their square. */
const PATIENCE = 1000;

/** The shortest way from one list of lines to another, by Myers' algorithm ("An O(ND) difference algorithm", Algorithmica 1, 1986). */
export function editScript(before: readonly string[], after: readonly string[]): Edit[] {
  const head = commonHead(before, after);
  const tail = commonHead(before.slice(head).reverse(), after.slice(head).reverse());
  const kept = (lines: readonly string[]): Edit[] => lines.map((line) => ({ kind: ' ', line }));
  return [
    ...kept(before.slice(0, head)),
    ...middle(before.slice(head, before.length - tail), after.slice(head, after.length - tail)),
    ...kept(before.slice(before.length - tail)),
  ];
}

function commonHead(a: readonly string[], b: readonly string[]): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length += 1;
  return length;
}

function middle(before: readonly string[], after: readonly string[]): Edit[] {
  const trace = before.length > 0 && after.length > 0 ? furthestPaths(before, after) : undefined;
  if (trace !== undefined) return walkBack(trace, before, after);
  return [...before.map((line): Edit => ({ kind: '-', line })), ...after.map((line): Edit => ({ kind: '+', line }))];
}

/** For each number of edits, how far into `before` a path gets on each diagonal; undefined when there are too many. */
function furthestPaths(before: readonly string[], after: readonly string[]): Map<number, number>[] | undefined {
  const trace: Map<number, number>[] = [];
  let last = new Map([[1, 0]]);
  for (let edits = 0; edits <= Math.min(before.length + after.length, PATIENCE); edits++) {
    const reached = new Map<number, number>();
    trace.push(last);
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      let x = goesDown(last, diagonal, edits) ? last.get(diagonal + 1)! : last.get(diagonal - 1)! + 1;
      while (x < before.length && x - diagonal < after.length && before[x] === after[x - diagonal]) x += 1;
      reached.set(diagonal, x);
      if (x >= before.length && x - diagonal >= after.length) return trace;
    }
    last = reached;
  }
  return undefined;
}

/** Whether the furthest path onto a diagonal inserts (comes from the diagonal above) rather than deletes. */
function goesDown(last: ReadonlyMap<number, number>, diagonal: number, edits: number): boolean {
  return diagonal === -edits || (diagonal !== edits && last.get(diagonal - 1)! < last.get(diagonal + 1)!);
}

function walkBack(trace: readonly Map<number, number>[], before: readonly string[], after: readonly string[]): Edit[] {
  const script: Edit[] = [];
  let [x, y] = [before.length, after.length];
  for (let edits = trace.length - 1; edits >= 0; edits--) {
    const last = trace[edits]!;
    const down = goesDown(last, x - y, edits);
    const fromX = last.get(x - y + (down ? 1 : -1))!;
    const fromY = fromX - (x - y + (down ? 1 : -1));
    for (; x > Math.max(fromX, 0) && y > Math.max(fromY, 0); x--, y--) script.push({ kind: ' ', line: before[x - 1]! });
    if (edits > 0) script.push(down ? { kind: '+', line: after[y - 1]! } : { kind: '-', line: before[x - 1]! });
    [x, y] = [fromX, fromY];
  }
  return script.reverse();
}
