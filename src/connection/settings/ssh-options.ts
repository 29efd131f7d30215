import { wrongSetting } from './wrong-setting.ts';

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

  /** Seconds, also broken ones, as milliseconds. */
  milliseconds(name: string): number | undefined {
    const option = this.#find(name);
    if (option === undefined) return undefined;
    if (/^\d+(\.\d+)?$/.test(option.value)) return Math.round(Number(option.value) * 1000);
    throw wrongSetting(
      `\`${option.value}\` is no value of the ssh option \`${name}\` in ${option.origin}`,
      'write a number of seconds',
    );
  }

  #find(name: string): SshOption | undefined {
    return this.#all.find((option) => option.name === name);
  }
}
