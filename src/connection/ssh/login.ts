import type { Duplex } from 'node:stream';
import ssh2, { type Algorithms, type Client, type ConnectConfig } from 'ssh2';
import { Authentication } from '../auth/authentication.ts';
import type { Candidates } from '../auth/candidates.ts';
import type { Ask, KeyRing } from '../auth/key-ring.ts';
import { ConnectionError, type Target } from '../connection.ts';
import type { HostKeyCheck, Warn } from '../known-hosts/host-key-check.ts';
import type { KnownHosts } from '../known-hosts/known-hosts.ts';
import type { Deadline } from './deadline.ts';
import { Greeting } from './greeting.ts';
import { loginProblem, passwordExpired, type Situation, type Ssh2Error } from './login-problem.ts';
import { endAtViolation, ignoreOtherHostKeys, signAtOnce } from './ssh2-internals.ts';

/** What logins of a run share. */
export interface LoginContext {
  readonly knownHosts: KnownHosts;
  readonly ring: KeyRing;
  readonly ask: Ask | undefined;
  /** Takes ssh2's own log, line by line. */
  readonly debug: ((line: string) => void) | undefined;
  readonly warn?: Warn | undefined;
}

/** What a login needs and what was found out before there was a connection. */
export interface Preparation {
  readonly context: LoginContext;
  readonly candidates: Candidates;
  readonly check: HostKeyCheck;
  readonly algorithms: Algorithms;
  readonly deadline: Deadline;
}

/**
 * Speaks SSH on a connected stream until the server lets us in. Rejects with a `ConnectionError`, or with `Dropped` when the server hung up
 * before it had introduced itself; the stream is then gone.
 */
export async function login(stream: Duplex, target: Target, preparation: Preparation): Promise<Client> {
  const { context, candidates, check, deadline } = preparation;
  const client = new ssh2.Client();
  const authentication = new Authentication(target, candidates, {
    ring: context.ring,
    ask: context.ask,
    unhurried: (work) => deadline.without(work),
    giveUp: () => stream.destroy(),
  });
  const greeting = new Greeting();
  deadline.phase = 'waiting for the server to speak';
  try {
    const ready = watch(client, { target, check, authentication, greeting }, deadline);
    client.connect({
      sock: stream,
      ...connectConfig(target, preparation),
      ...(context.debug && { debug: (line: string) => context.debug?.(`${target.host}: ${line}`) }),
      authHandler: authentication.handler,
    });
    endAtViolation(client, stream);
    signAtOnce(client, (key) => authentication.signsAtOnce(key));
    ignoreOtherHostKeys(client);
    greeting.listen(stream, () => {
      deadline.phase = 'exchanging keys';
    });
    await deadline.over(ready);
  } catch (error) {
    client.on('error', () => {});
    // ssh2's own `destroy` leaves a socket alone that waits for the other side to close.
    stream.destroy();
    throw error;
  }
  authentication.succeeded();
  client.removeAllListeners();
  return client;
}

/** Resolves when the server has let us in; rejects with why it has not. */
function watch(client: Client, situation: Situation, deadline: Deadline): Promise<void> {
  return new Promise((resolve, reject) => {
    let problem: Ssh2Error | undefined;
    const fail = () => reject(loginProblem(problem, situation));
    client.on('error', (error: Ssh2Error) => {
      // The agent's troubles are not the end: ssh2 goes on to the next method.
      if (error.level === 'agent') return;
      problem ??= error;
      if (error.level === 'client-authentication') fail();
    });
    client.on('close', fail);
    client.on('change password', () => reject(passwordExpired(situation.target)));
    client.on('handshake', () => {
      deadline.phase = 'logging in';
    });
    client.on('ready', resolve);
  });
}

function connectConfig(target: Target, { check, algorithms }: Preparation): ConnectConfig {
  return {
    username: target.user,
    algorithms,
    hostVerifier: (key: Buffer, verdict: (good: boolean) => void) => {
      check.accepts(key).then(verdict, (error: Error) => {
        check.problem = new ConnectionError('host-key', `the host key could not be checked: ${error.message}`);
        verdict(false);
      });
    },
    readyTimeout: 0,
    keepaliveInterval: target.keepaliveInterval,
    keepaliveCountMax: target.keepaliveCountMax,
    ...(target.forwardAgent && target.agent && { agent: target.agent, agentForward: true }),
  };
}
