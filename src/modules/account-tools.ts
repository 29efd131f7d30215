import type { Failed } from './module.ts';

/** Who changes accounts on a host: the tools of the package shadow, those of libuser (`local`), or busybox. */
export type AccountTools = 'shadow' | 'libuser' | 'busybox';

/** A shell command that prints which tools there are, by one of each: a field for {@link toolsOf}. */
export function toolsProbe(names: Readonly<Record<AccountTools, string>>): string {
  const one = (kind: AccountTools): string => `if has ${names[kind]}; then k="$k ${kind}"; fi`;
  return `k=; ${one('shadow')}; ${one('libuser')}; ${one('busybox')}; say "$k"`;
}

/** The tools to use; with `local` those that leave the host's directory service alone. */
export function toolsOf(field: string, local: boolean): AccountTools | undefined {
  const has = field.split(' ');
  if (local) return has.includes('libuser') ? 'libuser' : undefined;
  return (['shadow', 'busybox'] as const).find((kind) => has.includes(kind));
}

/** The failure of a task on a host that has none of the tools. */
export function noTools(names: Readonly<Record<AccountTools, string>>, local: boolean): Failed {
  return local
    ? {
        failed: true,
        message: `the host has no ${names.libuser}(8), which \`local\` needs`,
        help: 'it comes with the package `libuser`; without `local` other tools do',
      }
    : {
        failed: true,
        message: `the host has neither ${names.shadow}(8) nor busybox's ${names.busybox}`,
        help: `${names.shadow} comes with the package \`passwd\` (Debian), \`shadow-utils\` (Red Hat) or \`shadow\` (others)`,
      };
}
