import { ConnectionError, type Target } from '../connection.ts';
import { hostKeyProblem } from './explain.ts';
import type { HostName, KnownHosts } from './known-hosts.ts';

/**
 * Decides on the key of one connection's server. The verdict is kept: the server shows its key again whenever keys are exchanged anew, and
 * then it must be the same one.
 */
export class HostKeyCheck {
  /** Why the key was refused. */
  problem: ConnectionError | undefined;
  readonly #target: Target;
  readonly #known: KnownHosts;
  #accepted: Buffer | undefined;

  constructor(target: Target, known: KnownHosts) {
    this.#target = target;
    this.#known = known;
  }

  /** The types of keys to ask for first. */
  async knownTypes(): Promise<string[]> {
    const { hostKeyChecking, knownHostsFiles } = this.#target;
    return hostKeyChecking === 'off' ? [] : this.#known.knownTypes(knownHostsFiles, hostNameOf(this.#target));
  }

  /** Whether the connection may go on. */
  async accepts(key: Buffer): Promise<boolean> {
    if (this.#accepted !== undefined) return this.#accepted.equals(key);
    this.problem = await this.#judge(key);
    if (this.problem !== undefined) return false;
    this.#accepted = Buffer.from(key);
    return true;
  }

  async #judge(key: Buffer): Promise<ConnectionError | undefined> {
    const { hostKeyChecking, knownHostsFiles, hashKnownHosts } = this.#target;
    if (hostKeyChecking === 'off') return undefined;
    const name = hostNameOf(this.#target);
    const verdict = await this.#known.judge(knownHostsFiles, name, key);
    if (verdict.kind === 'known') return undefined;
    const acceptable =
      hostKeyChecking === 'accept-new' && verdict.kind === 'unknown' && verdict.authorities.length === 0;
    if (!acceptable) return hostKeyProblem(this.#target, verdict, key);
    try {
      await this.#known.learn(knownHostsFiles, name, { key, hash: hashKnownHosts ?? false });
      return undefined;
    } catch (error) {
      return new ConnectionError('host-key', `cannot write the new host key down: ${(error as Error).message}`, {
        cause: error,
      });
    }
  }
}

/** The name under which a target's key is known. */
export function hostNameOf(target: Target): HostName {
  if (target.hostKeyAlias !== undefined) return { host: target.hostKeyAlias, port: 22 };
  return { host: target.address, port: target.port };
}
