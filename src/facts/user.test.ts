import { describe, expect, it } from 'vitest';
import { entriesOf } from '../../test/rig/fact-entries.ts';
import { user } from './user.ts';

const own = {
  ...{
    user_id: 'deploy',
    user_uid: 1001,
    user_gid: 1002,
    user_gecos: 'Deploy,,,',
    user_dir: '/home/deploy',
    user_shell: '/bin/bash',
  },
};

describe('user', () => {
  const passwd = 'deploy:x:1001:1002:Deploy,,,:/home/deploy:/bin/bash\n';

  it('reads the account', () => {
    expect(
      user.parse(entriesOf({ id: 'uid=1001(deploy) gid=1002(deploy) groups=1002(deploy),27(sudo)\n', passwd }), {}),
    ).toEqual({
      ...own,
      ...{ real_user_id: 1001, effective_user_id: 1001, real_group_id: 1002, effective_group_id: 1002 },
    });
  });

  it('tells real from effective ids', () => {
    const id = 'uid=1000(ann) gid=1000(ann) euid=1001(deploy) egid=1002(deploy) groups=1000(ann)\n';
    expect(user.parse(entriesOf({ id, passwd }), {})).toEqual({
      ...own,
      ...{ real_user_id: 1000, effective_user_id: 1001, real_group_id: 1000, effective_group_id: 1002 },
    });
  });

  it('makes do with what the shell knows where there is no account', () => {
    expect(user.parse(entriesOf({ id: 'uid=4711 gid=0(root)\n', passwd: ':::::/data:/bin/sh\n' }), {})).toEqual({
      ...{ user_id: '4711', user_uid: 4711, user_gid: 0, user_gecos: '', user_dir: '/data', user_shell: '/bin/sh' },
      ...{ real_user_id: 4711, effective_user_id: 4711, real_group_id: 0, effective_group_id: 0 },
    });
    expect(user.parse(entriesOf({}), {})).toEqual({});
  });
});
