import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from 'ssh2';
import { type Backoff, backoff } from '../../std/backoff.ts';
import type { Clock } from '../../std/clock.ts';
import { findCandidates } from '../auth/candidates.ts';
import { ConnectionError, type Target } from '../connection.ts';
import { HostKeyCheck } from '../known-hosts/host-key-check.ts';
import { algorithmsFor } from './algorithms.ts';
import type { Deadline } from './deadline.ts';
import { Dropped } from './dropped.ts';
import { type LoginContext, login, type Preparation } from './login.ts';
import type { OpenWay, Way } from './way.ts';

/** As much of a clock as a dial needs. */
export type DialClock = Pick<Clock, 'sleep' | 'random'>;

/** A client that is logged in, and the way that it speaks over. */
export interface Dialled extends Way {
  readonly client: Client;
}

/** What a dial needs besides a target. */
export interface Dialling {
  readonly context: LoginContext;
  readonly clock: DialClock;
  readonly deadline: Deadline;
  /** Whether a login that the server dropped is tried again here. */
  readonly again: boolean;
}

/** Between two attempts, in milliseconds. */
const pauses: Backoff = { first: 100, longest: 2000 };

/** Milliseconds in which a way that has ended says why. */
const lastWordsNeed = 500;

/**
 * Connects and logs in. A server that hangs up before it has introduced itself is tried `again`, after a pause that grows and is never the
 * same for two of us, until the deadline; or the error says so, for somebody who tries again with all other dials in view.
 */
export async function dial(
  target: Target,
  open: OpenWay,
  { context, clock, deadline, again }: Dialling,
): Promise<Dialled> {
  const preparation = await prepare(target, context, deadline);
  for (let attempt = 0; ; attempt++) {
    try {
      deadline.phase = 'connecting';
      const way = await open(target, deadline);
      return { ...way, client: await loginBy(way, target, preparation) };
    } catch (error) {
      if (!(error instanceof Dropped) || deadline.signal.aborted) throw error;
      if (!again) throw dropped(error);
      deadline.lastProblem = error;
    }
    await clock.sleep(backoff(attempt, pauses, clock.random()), deadline.signal);
  }
}

/** What is wrong with the way explains the end of a login better than the login itself can. */
async function loginBy(way: Way, target: Target, preparation: Preparation): Promise<Client> {
  try {
    return await login(way.stream, target, preparation);
  } catch (error) {
    const { signal } = preparation.deadline;
    if (!signal.aborted) await lastWords(way);
    throw signal.aborted ? error : (way.problem() ?? error);
  }
}

async function lastWords(way: Way): Promise<void> {
  const late = new AbortController();
  await Promise.race([way.ended?.(), delay(lastWordsNeed, undefined, { signal: late.signal }).catch(() => {})]);
  late.abort();
}

function dropped(error: Dropped): ConnectionError {
  return new ConnectionError('dropped', error.message, {
    help: 'the host may have too many logins at once: see MaxStartups in its sshd_config, or give it more time with `-T SECONDS`',
    cause: error,
  });
}

/** Done first, because nobody may be kept waiting between connecting and logging in. */
async function prepare(target: Target, context: LoginContext, deadline: Deadline): Promise<Preparation> {
  const check = new HostKeyCheck(target, context.knownHosts, context.warn);
  deadline.phase = 'looking for keys';
  const candidates = await deadline.over(findCandidates(target, context.ring, deadline.signal));
  const knownTypes = await deadline.over(check.knownTypes());
  return { context, candidates, check, algorithms: algorithmsFor(knownTypes), deadline };
}
