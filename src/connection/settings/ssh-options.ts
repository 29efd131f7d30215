import { wrongSetting } from './wrong-setting.ts';

/** Seconds in a day: nobody waits longer for a connection, and Node's timers end at 24 days. */
export const longestTime = 86_400;

const secondsIn: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };

/** Not a number for what is no time. */
function secondsOf(text: string): number {
  const lower = text.toLowerCase();
  if (lower === 'none') return 0;
  if (/^\d+\.\d+$/.test(lower)) return Number(lower);
  if (!/^(?:\d+[smhdw])*\d+[smhdw]?$/.test(lower)) return Number.NaN;
  const parts = [...lower.matchAll(/(\d+)([smhdw]?)/g)];
  return parts.reduce((sum, [, count, unit = '']) => sum + Number(count) * (secondsIn[unit] as number), 0);
}

/** One option as `ssh_config(5)` knows it, and where the user wrote it. */
export interface SshOption {
  /** In lower case: ssh does not tell `Port` from `port`. */
  readonly name: string;
  readonly value: string;
  /** For messages: `ansible_ssh_common_args`, or a file and line. */
  readonly origin: string;
}

/** Options from several sources, best first: of most options the first value counts, as ssh does it. */
export class SshOptions {
  readonly #all: readonly SshOption[];

  constructor(all: readonly SshOption[]) {
    this.#all = all;
  }

  first(name: string): string | undefined {
    return this.#find(name)?.value;
  }

  /** The first option that has one of these names, for options that exclude each other. */
  firstOf(names: readonly string[]): SshOption | undefined {
    return this.#all.find((option) => names.includes(option.name));
  }

  /** Every value, for options that add up (`IdentityFile`). */
  all(name: string): string[] {
    return this.#all.filter((option) => option.name === name).map(({ value }) => value);
  }

  /** `yes` or `no`. Throws a `ConnectionError` of kind `unsupported` for another word. */
  flag(name: string): boolean | undefined {
    return this.choice(name, { yes: true, true: true, no: false, false: false });
  }

  /** What one of a few words stands for. */
  choice<T>(name: string, words: Readonly<Record<string, T>>): T | undefined {
    const option = this.#find(name);
    if (option === undefined) return undefined;
    const word = option.value.toLowerCase();
    if (Object.hasOwn(words, word)) return words[word];
    throw wrongSetting(
      `\`${option.value}\` is no value of the ssh option \`${name}\` in ${option.origin}`,
      `write one of ${Object.keys(words).join(', ')}`,
    );
  }

  /** A whole number within bounds. */
  integer(name: string, [least, most]: readonly [number, number]): number | undefined {
    const option = this.#find(name);
    if (option === undefined) return undefined;
    const number = /^\d+$/.test(option.value) ? Number(option.value) : Number.NaN;
    if (number >= least && number <= most) return number;
    throw wrongSetting(
      `\`${option.value}\` is no value of the ssh option \`${name}\` in ${option.origin}`,
      `write a whole number from ${least} to ${most}`,
    );
  }

  /** Seconds, also broken ones, or a time such as `1m30s` (sshd_config(5), TIME FORMATS), as milliseconds; `none` is 0. */
  milliseconds(name: string): number | undefined {
    const option = this.#find(name);
    if (option === undefined) return undefined;
    const seconds = secondsOf(option.value);
    if (seconds <= longestTime) return Math.round(seconds * 1000);
    throw wrongSetting(
      `\`${option.value}\` is no value of the ssh option \`${name}\` in ${option.origin}`,
      `write seconds from 0 to ${longestTime}, or a time such as \`1m30s\``,
    );
  }

  #find(name: string): SshOption | undefined {
    return this.#all.find((option) => option.name === name);
  }
}
