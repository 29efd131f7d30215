import { homeFolder } from '../../std/home-folder.ts';
import { wrongSetting } from './wrong-setting.ts';

/** What `%x` stands for in values of ssh_config(5), by the letter. */
export type Tokens = Readonly<Record<string, string>>;

/** Replaces the tokens of ssh_config(5). Throws a `ConnectionError` of kind `unsupported` for a letter that is not in `tokens`. */
export function expandTokens(text: string, tokens: Tokens): string {
  return text.replace(/%(.?)/gs, (whole, letter: string) => {
    if (letter === '%') return '%';
    if (Object.hasOwn(tokens, letter)) return tokens[letter] as string;
    throw wrongSetting(
      `\`${whole}\` in \`${text}\` is no token that is known here`,
      'write the value itself, or `%%` for a `%`',
    );
  });
}

/** Variables of the environment, for `${NAME}` in values of ssh_config(5). */
export type EnvironmentVariables = Readonly<Record<string, string | undefined>>;

/**
 * Replaces tokens and `${NAME}`, in one go: what a variable holds has no tokens. Throws a `ConnectionError` of kind `unsupported` for a
 * variable that is not set, as ssh does.
 */
export function expandTokensAndVariables(text: string, tokens: Tokens, environment: EnvironmentVariables): string {
  const parts = text.split(/\$\{([^}]*)\}/);
  return parts.map((part, index) => (index % 2 === 0 ? expandTokens(part, tokens) : variable(part))).join('');

  function variable(name: string): string {
    const value = environment[name];
    if (value !== undefined) return value;
    throw wrongSetting(
      `the environment has no \`${name}\`, which \`${text}\` wants`,
      `set \`${name}\`, or write the path itself`,
    );
  }
}

/** A path with a leading `~` replaced by the home directory of whoever runs this. */
export function expandHome(path: string, home = homeFolder()): string {
  return path === '~' || path.startsWith('~/') ? `${home}${path.slice(1)}` : path;
}
