import type { Environment } from '../settings/environment.ts';

/** What the runners of GitHub (and Gitea, Forgejo), Azure Pipelines and TeamCity set; most others set `CI` alone. */
const marks = ['GITHUB_ACTIONS', 'TF_BUILD', 'TEAMCITY_VERSION', 'CI'];

/** Whether a CI system reads along what is printed, and may act on it (see `ciSafe`). */
export function inCi(env: Environment): boolean {
  return marks.some((mark) => !['', '0', 'false'].includes((env[mark] ?? '').toLowerCase()));
}
