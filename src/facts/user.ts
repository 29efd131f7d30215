import type { Fact } from './fact.ts';

const ids = /^uid=(\d+)(?:\(([^)]*)\))? gid=(\d+)/;

/** Who runs commands on the host: after become, the one who was become. */
export const user: Fact = {
  probes: [
    'run id limited 3 id',
    `
entry passwd
limited 3 getent passwd "$(id -u)" || grep "^[^:]*:[^:]*:$(id -u):" /etc/passwd || printf ':::::%s:%s\\n' "$HOME" "$SHELL"`,
  ],

  parse(entries) {
    const line = entries.line('id');
    const [, uid, name, gid] = ids.exec(line) ?? [];
    if (uid === undefined || gid === undefined) return {};
    const effectiveUid = / euid=(\d+)/.exec(line)?.[1] ?? uid;
    const effectiveGid = / egid=(\d+)/.exec(line)?.[1] ?? gid;
    const [login, , ownUid, ownGid, gecos = '', home = '', shell = ''] = entries.line('passwd').split(':');
    return {
      user_id: login || name || uid,
      user_uid: Number(ownUid || effectiveUid),
      user_gid: Number(ownGid || effectiveGid),
      user_gecos: gecos,
      user_dir: home,
      user_shell: shell,
      real_user_id: Number(uid),
      effective_user_id: Number(effectiveUid),
      real_group_id: Number(gid),
      effective_group_id: Number(effectiveGid),
    };
  },
};
