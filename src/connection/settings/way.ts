import type { Target } from '../connection.ts';
import type { Controller } from './controller.ts';
import { type JumpSpec, parseProxyJump } from './proxy-jump.ts';
import { resolveTarget, tokensOf } from './resolve-target.ts';
import { refuseUserInShell } from './safe-names.ts';
import { type SshOption, SshOptions } from './ssh-options.ts';
import { expandTokens } from './tokens.ts';
import { wrongSetting } from './wrong-setting.ts';

/** How hosts on the way are resolved. */
export interface WayContext {
  readonly controller: Controller;
  /** What the target's own variables and the run say, before any configuration file. */
  readonly written: readonly SshOption[];
  /** What ssh_config(5) files say of a host. */
  config(host: string, user?: string): readonly SshOption[];
}

/** Bastions beyond so many are a loop of configuration. */
const mostJumps = 16;

/**
 * What a bastion takes over from the target's settings where its own configuration is silent, so that one key and one known_hosts file
 * serve for both. OpenSSH takes nothing over; see docs/decisions/0031-bastions-inherit-keys.md.
 */
const inherited: ReadonlySet<string> = new Set([
  'connecttimeout',
  'globalknownhostsfile',
  'identitiesonly',
  'identityagent',
  'identityfile',
  'serveralivecountmax',
  'serveraliveinterval',
  'stricthostkeychecking',
  'userknownhostsfile',
]);

/** The bastions or the proxy on the way to a host; of `ProxyJump` and `ProxyCommand` the one that is written first counts, as in ssh. */
export function wayTo(
  target: Target,
  { alias, options }: { readonly alias: string; readonly options: SshOptions },
  context: WayContext,
): Pick<Target, 'jumps' | 'proxyCommand'> {
  const option = options.firstOf(['proxyjump', 'proxycommand']);
  if (option === undefined || option.value.toLowerCase() === 'none') return {};
  if (option.name === 'proxycommand') return { proxyCommand: proxyCommand(option.value, { ...target, alias }) };
  return { jumps: chain(parseProxyJump(option.value, option.origin), context, 0) };
}

/** The nearest bastion of a list may lie behind others by its own configuration. */
function chain(specs: readonly JumpSpec[], context: WayContext, depth: number): Target[] {
  if (depth > mostJumps)
    throw wrongSetting(`the bastions before \`${specs[0]?.host}\` form a loop`, 'look at `ProxyJump` in ssh_config');
  return specs.flatMap((spec, index) => {
    const options = optionsOf(spec, context);
    const hop = resolveTarget({ host: spec.host, alias: spec.host, transport: 'ssh', options }, context.controller);
    if (index > 0) return [hop];
    const option = options.firstOf(['proxyjump', 'proxycommand']);
    if (option === undefined || option.value.toLowerCase() === 'none') return [hop];
    if (option.name === 'proxyjump')
      return [...chain(parseProxyJump(option.value, option.origin), context, depth + 1), hop];
    return [{ ...hop, proxyCommand: proxyCommand(option.value, { ...hop, alias: spec.host }) }];
  });
}

/** A shell reads it, so no name in it may be more than a name. */
function proxyCommand(written: string, to: Target & { readonly alias: string }): string {
  const tokens = tokensOf(to);
  refuseUserInShell(written, tokens);
  return expandTokens(written, tokens);
}

function optionsOf({ host, user, port }: JumpSpec, context: WayContext): SshOptions {
  const origin = `the bastion \`${host}\``;
  return new SshOptions([
    ...(user === undefined ? [] : [{ name: 'user', value: user, origin }]),
    ...(port === undefined ? [] : [{ name: 'port', value: port, origin }]),
    ...context.config(host, user),
    ...context.written.filter(({ name }) => inherited.has(name)),
  ]);
}
