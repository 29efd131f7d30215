import { access } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ParsedKey } from 'ssh2';
import { ConnectionError, type Target } from '../connection.ts';
import { type AgentKeys, agentKeys } from './agent-keys.ts';
import { readPublicKey } from './key-file.ts';
import type { KeyRing } from './key-ring.ts';

/** A way to log in with a key, or with several that an agent holds. */
export type Candidate =
  | { readonly kind: 'agent'; readonly agent: AgentKeys }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'text'; readonly text: string };

/** The keys to try for a host, and what stood in the way of others. */
export interface Candidates {
  readonly list: readonly Candidate[];
  readonly notes: readonly string[];
  /** What is wrong with a file that was named: OpenSSH passes over it, and so is done here while there is something else to try. */
  readonly unusable?: ConnectionError;
  /** A certificate beside a key, or a usual security key, in words: `ssh` would show it, and ssh2 cannot. */
  readonly beyondUs?: string;
}

interface FoundFile {
  readonly path: string;
  readonly publicKey: ParsedKey | undefined;
  /** Whether there is more than the public half of a key that an agent may hold. */
  readonly isPrivate: boolean;
}

interface FoundFiles {
  readonly files: readonly FoundFile[];
  readonly problems: readonly ConnectionError[];
}

/**
 * Finds the keys to try: those of named files first, also where an agent holds them, then the agent's others. OpenSSH tries the agent's
 * others before a named file, which a server with MaxAuthTries may not live to see. Rejects when a named file cannot be used and there is
 * nothing else to show.
 */
export async function findCandidates(target: Target, ring: KeyRing, signal: AbortSignal): Promise<Candidates> {
  const { files, problems } = await findFiles(target, ring);
  const notes = problems.map(({ message }) => message);
  const agent = await findAgent(target, notes, signal);
  const isIn = (keys: readonly ParsedKey[], { publicKey }: FoundFile) =>
    publicKey !== undefined && keys.some((key) => sameKey(key, publicKey));
  const held = agent?.keys.filter((key) => files.some((file) => isIn([key], file))) ?? [];
  const others = target.identitiesOnly ? [] : (agent?.keys.filter((key) => !held.includes(key)) ?? []);
  const onDisk = files
    .filter((file) => file.isPrivate && !isIn(held, file))
    .map(({ path }) => ({ kind: 'file', path }) as const);
  const fromAgent = (keys: readonly ParsedKey[]): Candidate[] =>
    agent === undefined || keys.length === 0 ? [] : [{ kind: 'agent', agent: agent.only(keys) }];
  const text = target.privateKey === undefined ? [] : [{ kind: 'text', text: target.privateKey } as const];
  const rest = target.identitiesNamed ? [...onDisk, ...fromAgent(others)] : [...fromAgent(others), ...onDisk];
  const beyondUs = await findBeyondUs(target, files);
  const unusable = target.identitiesNamed ? problems[0] : undefined;
  const list = [...text, ...fromAgent(held), ...rest];
  if (unusable !== undefined && list.length === 0 && target.password === undefined) throw unusable;
  return { list, notes, ...(unusable && { unusable }), ...(beyondUs && { beyondUs }) };
}

async function findFiles(target: Target, ring: KeyRing): Promise<FoundFiles> {
  const files: FoundFile[] = [];
  const problems: ConnectionError[] = [];
  for (const path of target.identityFiles) {
    const file = await ring.file(path);
    const publicKey = file.kind === 'key' || file.kind === 'public' ? file.key : await readPublicKey(path);
    const isPrivate = file.kind === 'key' || file.kind === 'encrypted';
    if (isPrivate || publicKey !== undefined) files.push({ path, publicKey, isPrivate });
    if (file.kind === 'unusable') problems.push(file.problem);
    else if (!isPrivate && target.identitiesNamed) problems.push(noPrivateKey(path, publicKey !== undefined));
  }
  return { files, problems };
}

/** One that is silent is passed over while there is still time to log in without it. */
async function findAgent(target: Target, notes: string[], signal: AbortSignal): Promise<AgentKeys | undefined> {
  if (target.agent === undefined) return undefined;
  try {
    return await agentKeys(target.agent, { signal, milliseconds: target.connectTimeout / 2 });
  } catch (error) {
    notes.push(`the agent at \`${target.agent}\` does not answer: ${(error as Error).message}`);
    return undefined;
  }
}

/** Security keys that `ssh` tries when none is named (ssh_config(5), IdentityFile). */
const securityKeys = ['id_ecdsa_sk', 'id_ed25519_sk'];

async function findBeyondUs(target: Target, files: readonly FoundFile[]): Promise<string | undefined> {
  const folders = target.identitiesNamed ? [] : new Set(target.identityFiles.map((path) => dirname(path)));
  const usual = [...folders].flatMap((folder) => securityKeys.map((name) => join(folder, name)));
  const all = [
    ...files.map(({ path }) => ['certificate', `${path}-cert.pub`] as const),
    ...usual.map((path) => ['security key', path] as const),
  ];
  for (const [what, path] of all) {
    const there = await access(path).then(
      () => true,
      () => false,
    );
    if (there) return `the ${what} \`${path}\``;
  }
  return undefined;
}

function noPrivateKey(path: string, hasPublic: boolean): ConnectionError {
  const what = hasPublic ? `of the key \`${path}\` there is only the public half` : `there is no key \`${path}\``;
  return new ConnectionError('key-file', what, {
    help: hasPublic
      ? 'name the private key, or give it to the agent with `ssh-add`'
      : 'name a private key that exists, or make one with `ssh-keygen -t ed25519`',
  });
}

function sameKey(one: ParsedKey, other: ParsedKey): boolean {
  return one.getPublicSSH().equals(other.getPublicSSH());
}
