import { homedir } from 'node:os';
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

/** A path with a leading `~` replaced by the home directory of whoever runs this. */
export function expandHome(path: string, home = homedir()): string {
  return path === '~' || path.startsWith('~/') ? `${home}${path.slice(1)}` : path;
}
