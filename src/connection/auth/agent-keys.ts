import { addAbortSignal } from 'node:stream';
import { promisify } from 'node:util';
import ssh2, {
  type BaseAgent,
  type GetStreamCallback,
  type ParsedKey,
  type SignCallback,
  type SigningRequestOptions,
} from 'ssh2';

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

/** An agent that is let go of when `signal` is aborted: one that never answers, as a forwarded one whose other end is gone, keeps nobody. */
class AbortableAgent extends ssh2.OpenSSHAgent {
  readonly #signal: AbortSignal;

  constructor(socket: string, signal: AbortSignal) {
    super(socket);
    this.#signal = signal;
  }

  override getStream(done: GetStreamCallback): void {
    super.getStream((error, stream) => {
      if (stream !== undefined) addAbortSignal(this.#signal, stream);
      done(error, stream);
    });
  }
}

/** How long an agent is waited for. */
export interface AgentPatience {
  /** Ends every conversation with it. */
  readonly signal: AbortSignal;
  /** Milliseconds in which it has to list its keys; a signature may take longer, since some agents ask the user. */
  readonly milliseconds: number;
}

/** The keys of the agent at a socket. Rejects when nobody answers there in time. */
export async function agentKeys(socket: string, { signal, milliseconds }: AgentPatience): Promise<AgentKeys> {
  const listed = await list(socket, AbortSignal.any([signal, AbortSignal.timeout(milliseconds)]));
  const keys = listed.map((key) => ssh2.utils.parseKey(key as ParsedKey));
  return new AgentKeys(
    new AbortableAgent(socket, signal),
    keys.filter((key): key is ParsedKey => !(key instanceof Error)),
  );
}

async function list(socket: string, signal: AbortSignal): Promise<readonly unknown[]> {
  const agent = new AbortableAgent(socket, signal);
  try {
    return (await promisify(agent.getIdentities.bind(agent))()) ?? [];
  } catch (error) {
    throw signal.aborted ? new Error('it took too long', { cause: error }) : error;
  }
}
