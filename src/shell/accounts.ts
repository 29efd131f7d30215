import { adminPath } from './admin-path.ts';
import { lookFunctions } from './look.ts';

/**
 * POSIX shell functions that look at accounts, on top of `lookFunctions`: `entry DATABASE NAME` prints the line of a user or a group as
 * the name service knows it, `local_entry` as it is in the host's own file.
 */
export const accountFunctions = `${lookFunctions}${adminPath}
local_entry() {
while IFS= read -r _l || [ -n "$_l" ]; do case $_l in "$2":*) printf '%s\\n' "$_l"; break ;; esac; done < "/etc/$1"
}
entry() { if has getent; then getent "$1" "$2"; else local_entry "$1" "$2"; fi; }
`;
