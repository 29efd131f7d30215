import { promisify } from 'node:util';
import ssh2, { type BaseAgent, type ParsedKey, type SignCallback, type SigningRequestOptions } from 'ssh2';

/** The agent's keys that are to be tried for one host, in that order. */
export class AgentKeys extends ssh2.BaseAgent<ParsedKey> {
  readonly keys: readonly ParsedKey[];
  readonly #agent: BaseAgent;

  constructor(agent: BaseAgent, keys: readonly ParsedKey[]) {
    super();
    this.#agent = agent;
    this.keys = keys;
  }

  /** The same agent, with these keys only. */
  only(keys: readonly ParsedKey[]): AgentKeys {
    return new AgentKeys(this.#agent, keys);
  }

  override getIdentities(done: (error: Error | null, keys?: ParsedKey[]) => void): void {
    done(null, [...this.keys]);
  }

  override sign(
    key: ParsedKey,
    data: Buffer,
    options: SigningRequestOptions | SignCallback,
    done?: SignCallback,
  ): void {
    if (typeof options === 'function') this.#agent.sign(key, data, options);
    else this.#agent.sign(key, data, options, done);
  }
}

/** The keys of the agent at a socket. Rejects when nobody answers there. */
export async function agentKeys(socket: string): Promise<AgentKeys> {
  const agent = new ssh2.OpenSSHAgent(socket);
  const listed = await promisify(agent.getIdentities.bind(agent))();
  const keys = (listed ?? []).map((key) => ssh2.utils.parseKey(key as ParsedKey));
  return new AgentKeys(
    agent,
    keys.filter((key): key is ParsedKey => !(key instanceof Error)),
  );
}
