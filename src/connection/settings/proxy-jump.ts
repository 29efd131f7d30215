import { wrongSetting } from './wrong-setting.ts';

/** One bastion as `ProxyJump` names it. */
export interface JumpSpec {
  readonly host: string;
  readonly user?: string;
  readonly port?: string;
}

/**
 * Reads the value of `ProxyJump`: `[user@]host[:port]` or `ssh://[user@]host[:port]`, several of them separated by commas, the nearest
 * first. Throws a `ConnectionError` of kind `unsupported` for anything else; `origin` says where it was written.
 */
export function parseProxyJump(value: string, origin: string): JumpSpec[] {
  return value.split(',').map((part) => parseJump(part.trim(), origin));
}

function parseJump(text: string, origin: string): JumpSpec {
  const match = /^(?:ssh:\/\/)?(?:(.+)@)?(?:\[([^\]]+)\]|([^:@[\]]+))(?::(\d+))?\/?$/.exec(text);
  const host = match?.[2] ?? match?.[3];
  if (match === null || host === undefined) {
    throw wrongSetting(
      `\`${text}\` in ${origin} is no bastion`,
      'write `user@host:port`, or several with commas between them',
    );
  }
  return { host, ...(match[1] !== undefined && { user: match[1] }), ...(match[4] !== undefined && { port: match[4] }) };
}
