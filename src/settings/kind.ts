/**
 * What a setting's value may be: how its text is read, and how a right one looks. The same text comes from a flag, a variable
 * of the environment or a scalar of `runbook.yaml`.
 */
export interface Kind<T> {
  /** A right value in words, for the error: `a whole number from 1 to 10000`. */
  readonly expected: string;
  /** The name of the option's argument in the help; a switch has none. */
  readonly placeholder?: string;
  /** Words that a misspelling is compared with. */
  readonly words?: readonly string[];
  /** Given several times, the values add up (`-i a -i b`); otherwise the last one counts. */
  readonly many?: boolean;
  /** Whether `runbook.yaml` may also have a mapping of one name, which stands for the text `name: value`. */
  readonly mapping?: boolean;
  /** The value, or `undefined` when the text is not one. */
  parse(texts: readonly string[]): T | undefined;
  /** The value as `runbook.yaml` would have it, where JSON is not that. */
  show?(value: T): string;
}

/** A whole number from `low` to `high`. */
export function integer(low: number, high: number, placeholder = 'N'): Kind<number> {
  return {
    expected: `a whole number from ${low} to ${high}`,
    placeholder,
    parse: (texts) => within(/^\d+$/, texts.at(-1), [low, high]),
  };
}

/** Seconds, a fraction allowed, from `low` to `high`; also written `90s`, `5m`, `2h`. */
export function seconds(low: number, high: number): Kind<number> {
  const factors: Record<string, number> = { s: 1, m: 60, h: 3600 };
  return {
    expected: `seconds from ${low} to ${high}, such as \`30\`, \`1.5\` or \`5m\``,
    placeholder: 'SECONDS',
    parse: (texts) => {
      const match = /^(\d+(?:\.\d+)?)([smh]?)$/.exec(texts.at(-1)?.trim() ?? '');
      if (match === null) return undefined;
      const value = Number(match[1]) * (factors[match[2] ?? ''] ?? 1);
      return value >= low && value <= high ? value : undefined;
    },
  };
}

/** A number of bytes from `low` to `high`; also written `500K`, `10M`, `1G`, by thousands. */
export function bytes(low: number, high: number): Kind<number> {
  const factors: Record<string, number> = { K: 1e3, M: 1e6, G: 1e9 };
  return {
    expected: `bytes from ${low} to ${high}, such as \`500K\` or \`10M\``,
    placeholder: 'BYTES',
    parse: (texts) => {
      const match = /^(\d+)([KMG]?)B?$/i.exec(texts.at(-1)?.trim() ?? '');
      if (match === null) return undefined;
      const value = Number(match[1]) * (factors[(match[2] ?? '').toUpperCase()] ?? 1);
      return value >= low && value <= high ? value : undefined;
    },
  };
}

const truths: Record<string, boolean> = {
  ...{ true: true, yes: true, on: true, '1': true },
  ...{ false: false, no: false, off: false, '0': false },
};

/** On or off, with the words that YAML 1.1 has for it. */
export const toggle: Kind<boolean> = {
  expected: '`true` or `false`',
  words: ['true', 'false', 'yes', 'no'],
  parse: (texts) => truths[texts.at(-1)?.trim().toLowerCase() ?? ''],
};

/** How often a flag is given (`-vvv`), or the number itself in a file or variable. */
export function level(highest: number): Kind<number> {
  return {
    expected: `a whole number from 0 to ${highest}`,
    many: true,
    parse: (texts) => {
      const given = texts.map((text) => (text === 'true' ? 1 : within(/^\d+$/, text, [0, highest])));
      const sum = given.reduce<number>((total, one) => total + (one ?? Number.NaN), 0);
      return Number.isNaN(sum) ? undefined : Math.min(sum, highest);
    },
  };
}

/** Any text that is not empty. */
export function text(placeholder: string): Kind<string> {
  return { expected: 'a text that is not empty', placeholder, parse: (texts) => texts.at(-1) || undefined };
}

/** A release such as `2.17` or `2.16.3`, always with three numbers. */
export const release: Kind<string> = {
  expected: 'a release such as `2.16` or `2.17.4`',
  placeholder: 'RELEASE',
  parse: (texts) => {
    const [, given, patch = '.0'] = /^(\d+\.\d+)(\.\d+)?$/.exec(texts.at(-1)?.trim() ?? '') ?? [];
    return given === undefined ? undefined : given + patch;
  },
};

/** One of `words`; `aliases` maps other spellings to them. */
export function choice<const W extends string>(
  words: readonly W[],
  aliases: Readonly<Record<string, W>> = {},
): Kind<W> {
  return {
    expected: oneOf(words),
    placeholder: words.join('|'),
    words,
    parse: (texts) => {
      const wanted = texts.at(-1)?.trim().toLowerCase() ?? '';
      return words.find((word) => word === wanted) ?? aliases[wanted];
    },
  };
}

/** Texts that add up; with `split`, each may hold several with that mark between them. */
export function list(placeholder: string, { split = '' } = {}): Kind<readonly string[]> {
  return {
    expected: split === '' ? 'one or more texts that are not empty' : `words with \`${split}\` between them`,
    placeholder,
    many: true,
    parse: (texts) => {
      const items = split === '' ? [...texts] : texts.flatMap((one) => one.split(split).map((item) => item.trim()));
      return items.every((item) => item !== '') ? items : undefined;
    },
  };
}

function within(shape: RegExp, word: string | undefined, range: readonly [number, number]): number | undefined {
  const trimmed = word?.trim() ?? '';
  if (!shape.test(trimmed)) return undefined;
  const value = Number(trimmed);
  return value >= range[0] && value <= range[1] ? value : undefined;
}

function oneOf(words: readonly string[]): string {
  const quoted = words.map((word) => `\`${word}\``);
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`;
}
