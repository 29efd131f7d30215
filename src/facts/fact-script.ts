import { expandOnHost } from '../shell/expand.ts';
import { probeScript } from './probe-script.ts';
import { chooseFacts } from './subsets.ts';

/** How to gather. */
export interface FactOptions {
  /** The folder of local facts; the host expands a leading `~`. */
  readonly factPath?: string;
  /** Seconds that all of it may take, at least 1. */
  readonly timeout?: number;
  /** A word that no fact's own text holds; a random one, if not given. */
  readonly token?: string;
}

/** Seconds that gathering may take, as `gather_timeout` has it by default. */
export const DEFAULT_TIMEOUT = 10;

/** Seconds that one program among the local facts must leave to the others. */
const RESERVE = 3;

/** The folder of local facts, as `fact_path` has it by default. */
export const DEFAULT_FACT_PATH = '/etc/ansible/facts.d';

/**
 * One POSIX shell script that prints the facts of these subsets, for {@link parseFacts}. Needs no Python; runs in dash, bash, ksh and
 * busybox. It always ends: what a fact waits for is given up after its own limit, and everything after `timeout` seconds. Throws
 * `UnknownSubset`.
 */
export function factScript(subsets: readonly string[] = ['all'], options: FactOptions = {}): string {
  const { factPath = DEFAULT_FACT_PATH, timeout = DEFAULT_TIMEOUT, token } = options;
  const chosen = chooseFacts(subsets);
  const names = new Set(chosen.map(({ name }) => name));
  const settings = `fact_path=${expandOnHost(factPath)} program_limit=${Math.max(1, timeout - RESERVE)}`;
  const probes = [settings, `run facts echo ${[...names].join(' ')}`, ...chosen.flatMap(({ fact }) => fact.probes)];
  return probeScript(probes, { timeout, ...(token === undefined ? {} : { token }) });
}
