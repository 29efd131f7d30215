const header = /^@@runbook-facts (\S+)$/m;
const LAST = 'end';

/** What a host answered to the probe script, entry by entry. */
export class Entries {
  readonly #texts: ReadonlyMap<string, string>;

  constructor(texts: ReadonlyMap<string, string>) {
    this.#texts = texts;
  }

  has(name: string): boolean {
    return this.#texts.has(name);
  }

  /** An entry whole, empty when it is not there. */
  text(name: string): string {
    return this.#texts.get(name) ?? '';
  }

  /** An entry's lines without the empty ones. */
  lines(name: string): string[] {
    return this.text(name)
      .split('\n')
      .filter((line) => line !== '');
  }

  /** The first line of an entry without white space around it; empty when there is none. */
  line(name: string): string {
    return this.lines(name)[0]?.trim() ?? '';
  }

  /** Entries `prefix REST`, by their `REST`. */
  under(prefix: string): Map<string, string> {
    const found = [...this.#texts].filter(([name]) => name.startsWith(`${prefix} `));
    return new Map(found.map(([name, text]) => [name.slice(prefix.length + 1), text]));
  }

  /** The entry that the host was at when its time was up, or `undefined` when it came to the end. */
  get unfinished(): string | undefined {
    return this.has(LAST) ? undefined : [...this.#texts.keys()].at(-1);
  }
}

/**
 * Takes the output of the probe script apart. What a login shell printed before it is passed over; `undefined` when the script did not
 * run at all.
 */
export function readEntries(output: string): Entries | undefined {
  const start = header.exec(output);
  if (start === null) return undefined;
  const [, token = ''] = start;
  const [, ...parts] = output.slice(start.index + start[0].length).split(`\n@@${token} `);
  return new Entries(new Map(parts.map(splitEntry)));
}

function splitEntry(part: string): [name: string, text: string] {
  const end = part.indexOf('\n');
  return end < 0 ? [part, ''] : [part.slice(0, end), part.slice(end + 1)];
}
