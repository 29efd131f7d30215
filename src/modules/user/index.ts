import { flag, text } from '../args.ts';
import { cannotLook } from '../cannot-look.ts';
import type { Args, Failed, Module } from '../module.ts';
import { userTask } from './user-task.ts';
import { userVerdict } from './user-verdict.ts';
import { readUserView, userProbe } from './user-view.ts';

/** `user`: that an account is there or not, and what it is like. */
export const user: Module = {
  name: 'user',
  summary: 'Makes users be there or not, and sets their groups, homes, shells and passwords',
  args: {
    name: { type: 'str', required: true, aliases: ['user'], about: 'the user' },
    state: { type: 'str', default: 'present', choices: ['absent', 'present'], about: 'whether the user is there' },
    uid: { type: 'int', about: 'the number' },
    non_unique: { type: 'bool', default: false, about: 'another user may have the same `uid`' },
    group: { type: 'str', about: 'the primary group' },
    groups: { type: 'list', elements: 'str', about: 'the other groups; an empty text for none' },
    append: { type: 'bool', default: false, about: 'stay in groups that `groups` does not name' },
    comment: { type: 'str', about: 'the full name' },
    home: { type: 'path', about: 'the home folder' },
    create_home: { type: 'bool', default: true, aliases: ['createhome'], about: 'make the home folder' },
    move_home: { type: 'bool', default: false, about: 'move what is in the old home to the new one' },
    skeleton: { type: 'str', about: 'the folder that a new home is a copy of' },
    umask: { type: 'str', about: 'the umask that a new home is made with' },
    shell: { type: 'str', about: 'the login shell' },
    system: { type: 'bool', default: false, about: 'an account of the system, when it is made' },
    password: { type: 'str', about: 'the hash of the password, as `password_hash` makes it' },
    update_password: {
      type: 'str',
      default: 'always',
      choices: ['always', 'on_create'],
      about: 'whether the password of a user who is there is set too',
    },
    password_lock: { type: 'bool', about: 'whether nobody can log in with the password' },
    password_expire_min: { type: 'int', about: 'days before the password may be changed again' },
    password_expire_max: { type: 'int', about: 'days until the password must be changed' },
    password_expire_warn: { type: 'int', about: 'days of warning before that' },
    password_expire_account_disable: { type: 'int', about: 'days after that until the account is closed' },
    expires: { type: 'float', about: 'when the account is closed, in seconds since 1970; negative for never' },
    remove: { type: 'bool', default: false, about: 'with `absent`, remove the home folder and the mail as well' },
    force: { type: 'bool', default: false, about: 'with `absent`, though the user is logged in; replace a key pair' },
    generate_ssh_key: { type: 'bool', default: false, about: 'make a key pair, unless there is one' },
    ssh_key_type: { type: 'str', default: 'rsa', about: 'its type' },
    ssh_key_bits: { type: 'int', about: 'its length' },
    ssh_key_file: { type: 'path', about: 'its file, absolute or below the home; `.ssh/id_` and its type without it' },
    ssh_key_comment: { type: 'str', about: 'its comment; `ansible-generated on` and the host’s name without it' },
    ssh_key_passphrase: { type: 'str', about: 'what it is encrypted with; nothing without it' },
    uid_min: { type: 'int', about: 'the lowest number that a new user may get' },
    uid_max: { type: 'int', about: 'the highest number that a new user may get' },
    seuser: { type: 'str', about: 'the SELinux user, when the user is made' },
    local: { type: 'bool', default: false, about: 'not built: it needs the tools of libuser' },
    authorization: { type: 'str', about: 'passed over, as in Ansible: it is of Solaris' },
    profile: { type: 'str', about: 'the same' },
    role: { type: 'str', about: 'the same' },
    hidden: { type: 'bool', about: 'passed over, as in Ansible: it is of macOS' },
    login_class: { type: 'str', about: 'passed over, as in Ansible: it is of BSD systems' },
  },

  async decide(args, host) {
    const problem = problemOf(args);
    if (problem !== undefined) return problem;
    const task = userTask(args);
    const printed = await host.probe(userProbe(task));
    const blind = cannotLook(printed);
    return (
      blind ?? userVerdict(task, readUserView(task, printed.stdout), text(args, 'update_password') !== 'on_create')
    );
  },
};

function problemOf(args: Args): Failed | undefined {
  const name = text(args, 'name') ?? '';
  if (name === '' || /[:\n]/.test(name)) {
    return { failed: true, message: `\`${name}\` is no name of a user`, help: 'a name has no colon and no line break' };
  }
  if (/[:\n]/.test(text(args, 'password') ?? '')) {
    return {
      failed: true,
      message: '`password` is no hash: it has a colon or a line break',
      help: 'use `password_hash`',
    };
  }
  if (flag(args, 'local') !== true) return undefined;
  return { failed: true, message: '`local` of `user` is not built', help: 'leave it out' };
}
