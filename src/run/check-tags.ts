import type { TagChoice } from '../plan/tags.ts';
import type { Diagnostic, Diagnostics } from '../source/diagnostic.ts';
import { didYouMean } from '../source/suggest.ts';

/** What is known of the tags in playbooks. */
export interface KnownTags {
  readonly tags: ReadonlySet<string>;
  /** Whether includes that name their files by variables may bring others. */
  readonly mayGrow: boolean;
}

const special: ReadonlySet<string> = new Set(['all', 'always', 'never', 'tagged', 'untagged']);

/**
 * Complains about tags that nothing has: with `--tags` less is done than was meant, which is an error; with `--skip-tags` more is, which is
 * a warning, since such options stand in scripts for many playbooks.
 */
export function checkTags(
  choice: TagChoice,
  known: KnownTags,
  { allowed, diagnostics }: { allowed: boolean; diagnostics: Diagnostics },
): void {
  const complain = (flag: string, tags: readonly string[], severity: Diagnostic['severity']) => {
    for (const tag of tags) {
      if (special.has(tag) || known.tags.has(tag)) continue;
      const message = `\`${flag} ${tag}\`: nothing has this tag`;
      diagnostics.add({ severity, code: 'no-such-tag', message, ...didYouMean(tag, known.tags, whatThereIs(known)) });
    }
  };
  complain('--tags', choice.only, allowed || known.mayGrow ? 'warning' : 'error');
  complain('--skip-tags', choice.skip, 'warning');
}

function whatThereIs({ tags }: KnownTags): string {
  const names = [...tags].filter((tag) => !special.has(tag)).sort();
  if (names.length === 0) return 'the playbooks have no tags: leave it out';
  return `the tags are ${names.slice(0, 10).join(', ')}${names.length > 10 ? ', …: see `--list-tags`' : ''}`;
}
