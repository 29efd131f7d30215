import type { ConnectionError, Target } from '../connection.ts';
import { hostKeyProblem } from './explain.ts';
import type { HostName, KnownHosts } from './known-hosts.ts';

/** Tells the user of something that keeps nothing from going on. */
export type Warn = (message: string, help: string) => void;

/**
 * Decides on the key of one connection's server. The verdict is kept: the server shows its key again whenever keys are exchanged anew, and
 * then it must be the same one.
 */
export class HostKeyCheck {
  /** Why the key was refused. */
  problem: ConnectionError | undefined;
  readonly #target: Target;
  readonly #known: KnownHosts;
  readonly #warn: Warn;
  #accepted: Buffer | undefined;

  constructor(target: Target, known: KnownHosts, warn: Warn = () => {}) {
    this.#target = target;
    this.#known = known;
    this.#warn = warn;
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
    const { hostKeyChecking, knownHostsFiles } = this.#target;
    if (hostKeyChecking === 'off') return undefined;
    const name = hostNameOf(this.#target);
    const verdict = await this.#known.judge(knownHostsFiles, name, key);
    if (verdict.kind === 'known') return undefined;
    const acceptable =
      hostKeyChecking === 'accept-new' && verdict.kind === 'unknown' && verdict.authorities.length === 0;
    if (!acceptable) return hostKeyProblem(this.#target, verdict, key);
    await this.#learn(name, key);
    return undefined;
  }

  /** As OpenSSH: a key that cannot be written down was accepted all the same. */
  async #learn(name: HostName, key: Buffer): Promise<void> {
    const { host, knownHostsFiles, hashKnownHosts } = this.#target;
    try {
      await this.#known.learn(knownHostsFiles, name, { key, hash: hashKnownHosts ?? false });
    } catch (error) {
      const why = (error as Error).message;
      this.#warn(
        `the new host key of \`${host}\` cannot be written down: ${why}`,
        'make the file writable, or name another with `-o UserKnownHostsFile=FILE`',
      );
    }
  }
}

/** The name under which a target's key is known. */
export function hostNameOf(target: Target): HostName {
  if (target.hostKeyAlias !== undefined) return { host: target.hostKeyAlias, port: 22 };
  return { host: target.address, port: target.port };
}
