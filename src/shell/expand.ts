import { quote } from './quote.ts';

const reference = /\$(?:\{([A-Za-z_][A-Za-z0-9_]*)\}|([A-Za-z_][A-Za-z0-9_]*))/g;

/**
 * A POSIX shell word in which a leading `~` or `~user` and the environment variables `$NAME` and `${NAME}` are expanded on the host, and
 * nothing else; a variable that is not set and a user that does not exist stay as they are written (as Python's `expanduser` and
 * `expandvars` have it, which Ansible applies to paths and to the words of `command`).
 */
export function expandOnHost(word: string): string {
  const home = /^~[A-Za-z0-9_.-]*(?=\/|$)/.exec(word)?.[0] ?? '';
  if (home === '') return expandVariables(word, true);
  if (home === '~') return word === '~' ? '~' : `~/${expandVariables(word.slice('~/'.length), false)}`;
  return expandHome(home) + expandVariables(word.slice(home.length), false);
}

/** Not `~user` followed by the rest: busybox ash 1.35 drops the rest when there is no such user. */
function expandHome(home: string): string {
  return `"$(home=${home}; printf %s "$home")"`;
}

/** The same for a path, which no utility then takes for an option. */
export function pathOnHost(path: string): string {
  return expandOnHost(path.startsWith('-') ? `./${path}` : path);
}

function expandVariables(text: string, alone: boolean): string {
  const parts: string[] = [];
  let at = 0;
  for (const match of text.matchAll(reference)) {
    const name = match[1] ?? match[2];
    if (match.index > at) parts.push(quote(text.slice(at, match.index)));
    parts.push(`"\${${name}-\\$${match[1] === undefined ? name : `{${name}\\}`}}"`);
    at = match.index + match[0].length;
  }
  if (at < text.length || (alone && parts.length === 0)) parts.push(quote(text.slice(at)));
  return parts.join('');
}
