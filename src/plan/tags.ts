/** Which tasks a run is limited to: `--tags` and `--skip-tags`. */
export interface TagChoice {
  readonly only: readonly string[];
  readonly skip: readonly string[];
}

/**
 * Whether a task with these tags runs, by Ansible's published rules: `always` runs unless skipped by name, `never` only when asked for by
 * one of its tags, and `all`, `tagged` and `untagged` stand for what they say.
 */
export function selectedByTags(tags: readonly string[], choice: TagChoice): boolean {
  return isWanted(tags, choice.only) && !isSkipped(tags, choice.skip);
}

function isWanted(tags: readonly string[], only: readonly string[]): boolean {
  const wanted = only.length === 0 ? ['all'] : only;
  if (tags.includes('always')) return true;
  if (wanted.includes('all') && !tags.includes('never')) return true;
  if (names(tags).some((tag) => wanted.includes(tag))) return true;
  return wanted.includes('tagged') && tags.length > 0 && !tags.includes('never');
}

function isSkipped(tags: readonly string[], skip: readonly string[]): boolean {
  if (skip.includes('all')) return !tags.includes('always') || skip.includes('always');
  if (names(tags).some((tag) => skip.includes(tag))) return true;
  return skip.includes('tagged') && tags.length > 0;
}

const names = (tags: readonly string[]): readonly string[] => (tags.length === 0 ? ['untagged'] : tags);
