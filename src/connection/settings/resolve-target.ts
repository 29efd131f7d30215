import type { Target } from '../connection.ts';
import type { Controller } from './controller.ts';
import { foreignLogins } from './foreign-logins.ts';
import { refuseUnsafeHost, refuseUnsafeUser } from './safe-names.ts';
import type { SshOptions } from './ssh-options.ts';
import { expandHome, expandTokens, expandTokensAndVariables, type Tokens } from './tokens.ts';

/** A host with every option that bears on it, best first. */
export interface Destination {
  /** The inventory's name, for messages. */
  readonly host: string;
  /** What a user would write after `ssh`: the address, or a `Host` of ssh_config. */
  readonly alias: string;
  readonly transport: Target['transport'];
  readonly options: SshOptions;
}

/** The keys that OpenSSH tries when none is named (ssh_config(5), IdentityFile), as far as ssh2 reads them. */
const usualKeys = ['id_rsa', 'id_ecdsa', 'id_ed25519'];

/** Applies ssh's own defaults and tokens; the way there (bastions, proxies) and secrets are not its concern. */
export function resolveTarget(destination: Destination, controller: Controller): Target {
  const { host, alias, transport, options } = destination;
  const address = addressOf(alias, options);
  const port = options.integer('port', [1, 65535]) ?? 22;
  const user = options.first('user') ?? controller.user;
  if (transport !== 'local') refuseUnsafeNames([alias, address], user);
  const foreign = foreignLogins(options);
  const paths = { ...tokensOf({ address, alias, port, user }), ...ofController(controller) };
  return {
    host,
    transport,
    address,
    port,
    user,
    ...identities(options, paths, controller),
    hostKeyChecking: checking(options),
    knownHostsFiles: knownHostsFiles(options, paths, controller),
    connectTimeout: options.milliseconds('connecttimeout') || 10_000,
    keepaliveInterval: options.milliseconds('serveraliveinterval') ?? 15_000,
    keepaliveCountMax: options.integer('serveralivecountmax', [1, 1000]) ?? 3,
    ...methods(options),
    ...extras(options),
    ...(foreign.length > 0 && { foreignLogins: foreign }),
  };
}

/** Only `HostName` has tokens: in what a user writes after `ssh` a `%` is the zone of an address (`fe80::1%eth0`, RFC 4007). */
function addressOf(alias: string, options: SshOptions): string {
  const written = options.first('hostname');
  return written === undefined ? alias : expandTokens(written, { h: alias });
}

function refuseUnsafeNames(hosts: readonly string[], user: string): void {
  for (const host of hosts) refuseUnsafeHost(host);
  refuseUnsafeUser(user);
}

/** The tokens of ssh_config(5) that name the host. */
export function tokensOf(to: Pick<Target, 'address' | 'port' | 'user'> & { readonly alias: string }): Tokens {
  return { h: to.address, n: to.alias, p: String(to.port), r: to.user };
}

function ofController({ home, user }: Controller): Tokens {
  return { d: home, u: user };
}

function identities(options: SshOptions, tokens: Tokens, controller: Controller) {
  const named = options.all('identityfile');
  // `none` is an entry, too: with it alone there are no files, and not the usual ones either.
  const files = named.length > 0 ? named.filter((file) => !isNone(file)) : usualKeys.map((key) => `~/.ssh/${key}`);
  const agent = agentOf(options.first('identityagent'), tokens, controller);
  return {
    identityFiles: [...new Set(files.map((file) => expandPath(file, tokens, controller)))],
    identitiesNamed: named.length > 0,
    identitiesOnly: options.flag('identitiesonly') ?? false,
    ...(agent !== undefined && { agent }),
  };
}

/** A socket, `SSH_AUTH_SOCK`, `none`, or `$NAME` for a variable that holds one (ssh_config(5), IdentityAgent). */
function agentOf(written: string | undefined, tokens: Tokens, controller: Controller): string | undefined {
  if (written === undefined || written === 'SSH_AUTH_SOCK') return controller.agent;
  if (isNone(written)) return undefined;
  const name = /^\$(\w+)$/.exec(written)?.[1];
  return name === undefined ? expandPath(written, tokens, controller) : controller.environment?.[name];
}

function isNone(written: string): boolean {
  return written.toLowerCase() === 'none';
}

function expandPath(written: string, tokens: Tokens, { home, environment = {} }: Controller): string {
  return expandHome(expandTokensAndVariables(written, tokens, environment), home);
}

function checking(options: SshOptions): Target['hostKeyChecking'] {
  const words = {
    yes: 'strict',
    ask: 'strict',
    strict: 'strict',
    'accept-new': 'accept-new',
    no: 'off',
    off: 'off',
  } as const;
  return options.choice('stricthostkeychecking', words) ?? 'strict';
}

function knownHostsFiles(options: SshOptions, tokens: Tokens, controller: Controller): string[] {
  const users = options.first('userknownhostsfile') ?? '~/.ssh/known_hosts ~/.ssh/known_hosts2';
  const systems = options.first('globalknownhostsfile') ?? '/etc/ssh/ssh_known_hosts /etc/ssh/ssh_known_hosts2';
  const files = `${users} ${systems}`.split(/\s+/).filter((file) => file !== '' && file !== 'none');
  return files.map((file) => expandPath(file, tokens, controller));
}

const usualMethods = ['publickey', 'keyboard-interactive', 'password'] as const;

function methods(options: SshOptions): Pick<Target, 'preferredAuthentications'> {
  const allowed: Record<string, boolean> = {
    publickey: options.flag('pubkeyauthentication') ?? true,
    password: options.flag('passwordauthentication') ?? true,
    'keyboard-interactive':
      options.flag('kbdinteractiveauthentication') ?? options.flag('challengeresponseauthentication') ?? true,
  };
  const written = options.first('preferredauthentications')?.split(',');
  const wanted = (written ?? usualMethods).filter((method) => allowed[method] ?? false);
  return written === undefined && wanted.length === usualMethods.length ? {} : { preferredAuthentications: wanted };
}

function extras(options: SshOptions) {
  const alias = options.first('hostkeyalias');
  const family = options.choice('addressfamily', { any: undefined, inet: 4, inet6: 6 } as const);
  return {
    ...(alias !== undefined && { hostKeyAlias: alias }),
    ...(family !== undefined && { addressFamily: family }),
    ...(options.flag('hashknownhosts') === true && { hashKnownHosts: true }),
    ...(options.flag('forwardagent') === true && { forwardAgent: true }),
    ...(options.flag('batchmode') === true && { batch: true }),
  };
}
