import { unsupportedSetting } from '../wrong-setting.ts';
import type { ConfigLine } from './config-line.ts';
import { matchesPatterns } from './patterns.ts';

/** What `Match` can ask about while a configuration is read. */
export interface MatchSubject {
  /** As the user wrote it. */
  readonly originalHost: string;
  /** The address, as far as it is known by now. */
  readonly host: string;
  readonly user: string;
  readonly localUser: string;
  /** Whether the files are read for the second time. */
  readonly final: boolean;
}

/**
 * Whether a `Match` line applies: every criterion, from left to right, until one does not. Throws a `ConnectionError` of kind `unsupported` for
 * a criterion that only ssh itself can judge.
 */
export function matchApplies({ words, origin }: ConfigLine, subject: MatchSubject): boolean {
  const rest = words.flatMap((word) =>
    /^!?[a-z]+=/i.test(word) ? [word.split('=', 1)[0] as string, word.slice(word.indexOf('=') + 1)] : [word],
  );
  while (rest.length > 0) {
    const word = rest.shift() as string;
    const negated = word.startsWith('!');
    const criterion = word.replace(/^!/, '').toLowerCase();
    const holds = criterionHolds(criterion, () => rest.shift() ?? '', { subject, origin });
    if (holds === negated) return false;
  }
  return true;
}

function criterionHolds(
  criterion: string,
  argument: () => string,
  { subject, origin }: { readonly subject: MatchSubject; readonly origin: string },
): boolean {
  switch (criterion) {
    case 'all':
      return true;
    case 'final':
      return subject.final;
    case 'canonical':
      return false;
    case 'host':
      return matchesPatterns(argument().split(','), subject.host);
    case 'originalhost':
      return matchesPatterns(argument().split(','), subject.originalHost);
    case 'user':
      return matchesPatterns(argument().split(','), subject.user);
    case 'localuser':
      return matchesPatterns(argument().split(','), subject.localUser);
    default:
      throw unsupportedSetting(
        `\`Match ${criterion}\` at ${origin} is for the system's \`ssh\` to judge`,
        'set `ansible_connection: openssh` for this host, or `ssh_fallback: auto` for all',
      );
  }
}
