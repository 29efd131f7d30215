import { choice, integer, list, seconds, text, toggle } from './kind.ts';
import { rebasePath, rebaseVaultId } from './rebase.ts';
import { setting } from './setting.ts';

/** How hosts are reached, as whom, and how secrets are opened. */
export const connectionSettings = {
  become: setting({
    kind: toggle,
    default: false,
    about: 'run tasks as another user',
    section: 'Privilege',
    short: 'b',
    ansible: 'ANSIBLE_BECOME',
  }),
  becomeUser: setting({
    kind: text('USER'),
    default: 'root',
    about: 'the user to become',
    section: 'Privilege',
    ansible: 'ANSIBLE_BECOME_USER',
  }),
  becomeMethod: setting({
    kind: choice(['sudo', 'su', 'doas']),
    default: 'sudo',
    about: 'the program to become them with',
    section: 'Privilege',
    ansible: 'ANSIBLE_BECOME_METHOD',
  }),
  askBecomePass: setting({
    kind: toggle,
    default: false,
    about: 'ask for the password to become them',
    section: 'Privilege',
    short: 'K',
    flagOnly: true,
  }),
  becomePasswordFile: setting({
    kind: text('FILE'),
    default: undefined,
    about: 'file with that password, or a program that prints it',
    section: 'Privilege',
    alsoFlags: ['--become-pass-file'],
    ansible: 'ANSIBLE_BECOME_PASSWORD_FILE',
    rebase: rebasePath,
  }),
  user: setting({
    kind: text('USER'),
    default: undefined,
    about: 'the user to log in as',
    section: 'Connections',
    short: 'u',
    ansible: 'ANSIBLE_REMOTE_USER',
  }),
  privateKey: setting({
    kind: text('FILE'),
    default: undefined,
    about: 'the private key to log in with',
    section: 'Connections',
    alsoFlags: ['--key-file'],
    ansible: 'ANSIBLE_PRIVATE_KEY_FILE',
    rebase: rebasePath,
  }),
  askPass: setting({
    kind: toggle,
    default: false,
    about: 'ask for the password to log in with',
    section: 'Connections',
    short: 'k',
    flagOnly: true,
  }),
  connectionPasswordFile: setting({
    kind: text('FILE'),
    default: undefined,
    about: 'file with that password, or a program that prints it',
    section: 'Connections',
    alsoFlags: ['--conn-pass-file'],
    ansible: 'ANSIBLE_CONNECTION_PASSWORD_FILE',
    rebase: rebasePath,
  }),
  connection: setting({
    kind: choice(['ssh', 'local', 'openssh'], { smart: 'ssh', paramiko: 'ssh' }),
    default: 'ssh',
    about: 'how hosts are reached that do not say it themselves',
    section: 'Connections',
    short: 'c',
    ansible: 'ANSIBLE_TRANSPORT',
  }),
  timeout: setting({
    kind: seconds(1, 3600),
    default: 10,
    about: 'time for one connection, from TCP to the login',
    section: 'Connections',
    short: 'T',
    ansible: 'ANSIBLE_TIMEOUT',
  }),
  hostKeyChecking: setting({
    kind: choice(['strict', 'accept-new', 'off'], { ...on('strict'), ...off('off') }),
    default: 'strict',
    about: 'what to do with a host key that known_hosts does not have',
    section: 'Connections',
    ansible: 'ANSIBLE_HOST_KEY_CHECKING',
  }),
  sshCommonArgs: setting({
    kind: text('ARGS'),
    default: undefined,
    about: 'options of OpenSSH for every connection, such as `-J bastion`',
    section: 'Connections',
    ansible: 'ANSIBLE_SSH_COMMON_ARGS',
  }),
  sshExtraArgs: setting({
    kind: text('ARGS'),
    default: undefined,
    about: 'more of them, after the common ones',
    section: 'Connections',
    ansible: 'ANSIBLE_SSH_EXTRA_ARGS',
  }),
  keepaliveInterval: setting({
    kind: seconds(0, 3600),
    default: 15,
    about: 'time between two signs of life; 0 asks for none',
    section: 'Connections',
  }),
  keepaliveCountMax: setting({
    kind: integer(1, 100),
    default: 3,
    about: 'how many of them may go unanswered before a host is lost',
    section: 'Connections',
  }),
  connect: setting({
    kind: choice(['upfront', 'lazy']),
    default: 'upfront',
    about: "open a play's connections before its first task, or when first used",
    section: 'Connections',
  }),
  connectWindow: setting({
    kind: integer(1, 10_000),
    default: undefined,
    about: 'how many hosts are dialled at once; 1 is one after another (default: forks)',
    section: 'Connections',
  }),
  reconnectAttempts: setting({
    kind: integer(0, 100),
    default: 3,
    about: 'how often a connection that died between two tasks is dialled again',
    section: 'Connections',
  }),
  connectionReuse: setting({
    kind: toggle,
    default: true,
    about: 'keep connections between tasks; off gives each task a fresh one',
    section: 'Connections',
  }),
  connectionSharing: setting({
    kind: choice(['auto', 'shared', 'per_worker']),
    default: 'auto',
    about: 'whether tasks on one host share a connection; auto: until its channels are used up',
    section: 'Connections',
  }),
  maxConnections: setting({
    kind: integer(1, 100_000),
    default: 1000,
    about: 'open connections at most',
    section: 'Connections',
  }),
  maxConnectionsPerHost: setting({
    kind: integer(1, 1000),
    default: 10,
    about: 'open connections to one host at most',
    section: 'Connections',
  }),
  connectionTtl: setting({
    kind: seconds(1, 86_400),
    default: 300,
    about: 'age at which a connection is replaced when it is next idle',
    section: 'Connections',
  }),
  idleTimeout: setting({
    kind: seconds(1, 86_400),
    default: 60,
    about: 'idle time after which a connection is closed',
    section: 'Connections',
  }),
  healthCheckInterval: setting({
    kind: seconds(0, 3600),
    default: 30,
    about: 'time between two looks at idle connections; 0 never looks',
    section: 'Connections',
  }),
  sshFallback: setting({
    kind: choice(['off', 'auto'], off('off')),
    default: 'off',
    about: "auto: try the system's `ssh` where the built-in client lacks a method",
    section: 'Connections',
  }),
  vaultId: setting({
    kind: list('LABEL@SOURCE'),
    default: [],
    about: 'a vault password: `dev@FILE` or `dev@prompt`; repeatable',
    section: 'Vault',
    ansible: 'ANSIBLE_VAULT_IDENTITY_LIST',
    rebase: rebaseVaultId,
  }),
  vaultPasswordFile: setting({
    kind: list('FILE'),
    default: [],
    about: 'file with a vault password, or a program that prints it; repeatable',
    section: 'Vault',
    alsoFlags: ['--vault-pass-file'],
    ansible: 'ANSIBLE_VAULT_PASSWORD_FILE',
    rebase: rebasePath,
  }),
  askVaultPass: setting({
    kind: toggle,
    default: false,
    about: 'ask for the vault password',
    section: 'Vault',
    short: 'J',
    alsoFlags: ['--ask-vault-password'],
    flagOnly: true,
  }),
};

function on<W extends string>(word: W): Record<string, W> {
  return { true: word, yes: word, on: word, '1': word };
}

function off<W extends string>(word: W): Record<string, W> {
  return { false: word, no: word, off: word, '0': word };
}
