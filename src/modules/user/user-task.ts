import { flag, number, text, texts } from '../args.ts';
import type { Args } from '../module.ts';

/** The key pair that a task wants the user to have. */
export interface KeyTask {
  readonly type: string;
  readonly bits: number | undefined;
  /** Absolute, or below the user's home. */
  readonly file: string;
  readonly comment: string | undefined;
  readonly passphrase: string;
}

/** What a task asks of a user. What is `undefined` stays as it is. */
export interface UserTask {
  readonly name: string;
  readonly present: boolean;
  readonly uid: number | undefined;
  readonly group: string | undefined;
  readonly groups: readonly string[] | undefined;
  readonly comment: string | undefined;
  readonly home: string | undefined;
  readonly shell: string | undefined;
  readonly seuser: string | undefined;
  readonly skeleton: string | undefined;
  readonly password: string | undefined;
  readonly lock: boolean | undefined;
  /** Days since 1970 after which the account is closed; negative for never. */
  readonly expires: number | undefined;
  /** Settings of chage(1) by their option. */
  readonly ageing: Readonly<Record<'-m' | '-M' | '-W' | '-I', number | undefined>>;
  /** Settings of login.defs(5) that a new account keeps to. */
  readonly defaults: Readonly<Record<string, string | number | undefined>>;
  readonly flags: Readonly<Record<Flag, boolean>>;
  readonly key: KeyTask | undefined;
}

const flagNames = ['append', 'create_home', 'move_home', 'system', 'non_unique', 'remove', 'force'] as const;
type Flag = (typeof flagNames)[number];

/** Seconds of a day. */
const DAY = 86_400;

/** The user that a task is about. */
export function userTask(args: Args): UserTask {
  const expires = number(args, 'expires');
  const flags = Object.fromEntries(flagNames.map((name) => [name, flag(args, name) === true])) as Record<Flag, boolean>;
  return {
    name: text(args, 'name') ?? '',
    present: text(args, 'state') !== 'absent',
    uid: number(args, 'uid'),
    group: text(args, 'group'),
    groups: texts(args, 'groups')?.filter((name) => name !== ''),
    comment: text(args, 'comment'),
    home: text(args, 'home'),
    shell: text(args, 'shell'),
    seuser: text(args, 'seuser'),
    skeleton: text(args, 'skeleton'),
    password: text(args, 'password'),
    lock: flag(args, 'password_lock'),
    expires: expires === undefined ? undefined : Math.floor(expires / DAY),
    ageing: {
      '-m': number(args, 'password_expire_min'),
      '-M': number(args, 'password_expire_max'),
      '-W': number(args, 'password_expire_warn'),
      '-I': number(args, 'password_expire_account_disable'),
    },
    defaults: { UMASK: text(args, 'umask'), UID_MIN: number(args, 'uid_min'), UID_MAX: number(args, 'uid_max') },
    flags,
    key: flag(args, 'generate_ssh_key') === true ? keyTask(args) : undefined,
  };
}

function keyTask(args: Args): KeyTask {
  const type = text(args, 'ssh_key_type') ?? 'rsa';
  return {
    type,
    bits: number(args, 'ssh_key_bits'),
    file: text(args, 'ssh_key_file') ?? `.ssh/id_${type}`,
    comment: text(args, 'ssh_key_comment'),
    passphrase: text(args, 'ssh_key_passphrase') ?? '',
  };
}
