import { adminPath } from '../../shell/admin-path.ts';
import { quote, quoteAll } from '../../shell/quote.ts';
import type { AccountTools } from '../account-tools.ts';
import type { Failed } from '../module.ts';
import type { GroupTask } from './group-task.ts';

const command = (words: readonly string[]): string => `${adminPath}\n${quoteAll(words)}`;

/** The command that makes a group, or why the host's tools cannot. */
export function addCommand({ name, gid, system, nonUnique, limits }: GroupTask, tools: AccountTools): string | Failed {
  const number = gid === undefined ? [] : ['-g', String(gid)];
  const ranges = Object.entries(limits).flatMap(([key, limit]) =>
    limit === undefined ? [] : ['-K', `${key}=${limit}`],
  );
  if (tools === 'shadow') {
    const unique = nonUnique ? ['-o'] : [];
    return command(['groupadd', ...number, ...unique, ...(system ? ['-r'] : []), ...ranges, '--', name]);
  }
  if (ranges.length > 0) return lacks('gid_min` and `gid_max', tools);
  if (nonUnique) return lacks('non_unique', tools);
  if (tools === 'libuser') return command(['lgroupadd', ...number, ...(system ? ['-r'] : []), name]);
  return command(['addgroup', ...number, ...(system ? ['-S'] : []), name]);
}

/** The command that gives a group another number, or why the host's tools cannot. Busybox has none: there it is the file's line. */
export function gidCommand({ name, gid, nonUnique }: GroupTask, tools: AccountTools, is: number): string | Failed {
  const number = String(gid ?? is);
  if (tools === 'shadow') return command(['groupmod', '-g', number, ...(nonUnique ? ['-o'] : []), '--', name]);
  if (nonUnique) return lacks('non_unique', tools);
  if (tools === 'libuser') return command(['lgroupmod', '-g', number, name]);
  return `if cut -d: -f3 /etc/group | grep -qx ${number}; then echo "gid '${number}' in use" >&2; exit 1; fi
t=$(mktemp /etc/group.XXXXXX) || exit
trap 'rm -f "$t"' EXIT
N=${quote(name)} awk -F: -v OFS=: '$1 == ENVIRON["N"] { $3 = ${number} } 1' /etc/group > "$t" && chmod 644 "$t" && mv "$t" /etc/group`;
}

/** The command that removes a group; of the three only shadow's asks about users whose primary group it is. */
export function removeCommand({ name, force }: GroupTask, tools: AccountTools): string {
  if (tools === 'shadow') return command(['groupdel', ...(force ? ['-f'] : []), '--', name]);
  return command([tools === 'libuser' ? 'lgroupdel' : 'delgroup', name]);
}

function lacks(argument: string, tools: AccountTools): Failed {
  const whose = tools === 'libuser' ? 'libuser' : 'busybox';
  return {
    failed: true,
    message: `the host's tools for groups are ${whose}'s, which know no \`${argument}\``,
    help: 'leave it out, or install the package `shadow` (`passwd` on Debian)',
  };
}
