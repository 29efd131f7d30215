import { sleepBy } from '../../std/clock.ts';
import { ChannelRefused, type Connection, ConnectionError, type Target } from '../connection.ts';
import { ChannelBudget } from './channel-budget.ts';
import { ChannelRetryPolicy } from './channel-retry-policy.ts';
import { HostDials } from './host-dials.ts';
import { HostMembers } from './host-members.ts';
import { Lease, type Work } from './lease.ts';
import type { EndReason, Member, MemberOwner } from './member.ts';
import type { PoolParts } from './pool-parts.ts';
import { WaitingLine } from './waiting-line.ts';

const GROWTH_PAUSE = 1000;

/** One host as the pool sees it: its connections, the dials for more, and those who wait for a channel. */
export class PooledHost implements MemberOwner {
  /** How to reach it; of several names for it, the one that asked last. */
  target: Target;
  leases = 0;
  readonly #parts: PoolParts;
  readonly #members: HostMembers;
  readonly #dials = new HostDials();
  readonly #uses = new WaitingLine<Member>(() => this.#gaveUp());
  readonly #arrivals = new WaitingLine<void>(() => this.#gaveUp());
  readonly #budget: ChannelBudget;
  readonly #settled: () => void;
  #growAfter = 0;
  #closed = false;

  /** `settled` is called when something has ended, after which the host may be {@link unused}. */
  constructor(target: Target, parts: PoolParts, settled: (host: PooledHost) => void) {
    this.target = target;
    this.#parts = parts;
    this.#settled = () => settled(this);
    this.#budget = new ChannelBudget(parts.settings.channelsPerConnection);
    this.#members = new HostMembers(parts, this, () => {
      this.#grow();
      this.#settled();
    });
  }

  /** Whether the pool may forget it. */
  get unused(): boolean {
    const waiting = this.#uses.length + this.#arrivals.length;
    return this.leases + this.#members.size + this.#dials.size + waiting === 0;
  }

  get connected(): boolean {
    return this.#members.connected;
  }

  /** A lease on its connections, once there is one; `givenBack` is called when it ends. */
  async lease(signal: AbortSignal | undefined, givenBack: () => void): Promise<Lease> {
    this.leases += 1;
    const giveBack = () => {
      this.leases -= 1;
      givenBack();
    };
    try {
      await this.ready(signal);
    } catch (error) {
      giveBack();
      throw error;
    }
    return new Lease(this, this.#parts.settings.reconnectAttempts > 0, giveBack);
  }

  /** Resolves when there is a connection; several that ask at once wait for one dial. */
  async ready(signal: AbortSignal | undefined): Promise<void> {
    this.#refuseWhenClosed();
    this.#members.inspectAll();
    if (this.#members.connected) return;
    const arrival = this.#arrivals.wait({ signal });
    this.#grow();
    await arrival;
  }

  /** Runs one command or transfer on a connection with a channel free, as soon as there is one. */
  async use<T>(work: Work<T>, signal: AbortSignal | undefined): Promise<T> {
    const { clock, settings } = this.#parts;
    const retries = new ChannelRetryPolicy(settings.reconnectAttempts);
    const began = clock.monotonic();
    for (let again = false; ; again = true) {
      const taken = this.#take(signal, again);
      // Not awaited without need: what can start now must not wait for what others have to do in this turn.
      const member = taken instanceof Promise ? await taken : taken;
      try {
        return await this.#run(work, member, clock.monotonic() - began);
      } catch (error) {
        const others = member.running - 1;
        const wait = retries.pauseAfter(error, others);
        if (wait === undefined) throw error;
        this.#learn(error, member, others);
        if (wait > 0) await sleepBy(clock, wait, signal);
      } finally {
        this.#giveBack(member);
      }
    }
  }

  end(member: Member, reason: EndReason): void {
    this.#members.end(member, reason);
  }

  /** Whoever comes next gets a fresh connection; what runs now runs on. */
  reset(): void {
    this.#members.endAll('done');
  }

  /** Nobody will have a lease on it again: fails those who wait, and ends each connection when nothing runs on it. */
  retire(): void {
    this.#closed = true;
    const error = closedError();
    this.#uses.failAll(error);
    this.#arrivals.failAll(error);
    this.#dials.dropAll();
    this.#members.endAll('done');
    this.#settled();
  }

  /** Ends everything, whatever runs; resolves when all of it has ended. */
  async close(): Promise<void> {
    this.retire();
    await Promise.all([this.#members.closeAll(), this.#dials.settled()]);
  }

  async #run<T>(work: Work<T>, member: Member, waited: number): Promise<T> {
    const { stats } = this.#parts;
    const reused = member.uses > 0;
    member.uses += 1;
    let started = true;
    try {
      return await work(member.connection, waited);
    } catch (error) {
      started = !(error instanceof ChannelRefused);
      throw error;
    } finally {
      if (started) stats.used(reused, waited);
    }
  }

  /** A connection with a channel free. Those who come again go first: they have waited already. */
  #take(signal: AbortSignal | undefined, again: boolean): Promise<Member> | Member {
    this.#refuseWhenClosed();
    signal?.throwIfAborted();
    const member = again || this.#uses.length === 0 ? this.#members.pick(this.#channels) : undefined;
    if (member !== undefined) return this.#members.begin(member);
    const waiting = this.#uses.wait({ signal, first: again });
    this.#grow();
    return waiting;
  }

  #giveBack(member: Member): void {
    this.#members.finish(member);
    this.#serve();
    this.#members.rest(member);
  }

  /** Hands free channels to those who wait. */
  #serve(): void {
    while (this.#uses.length > 0) {
      const member = this.#members.pick(this.#channels);
      if (member === undefined) return;
      this.#uses.serve(this.#members.begin(member));
    }
    if (this.#arrivals.length === 0) this.#dials.dropWaiting();
  }

  #learn(error: unknown, member: Member, others: number): void {
    if (error instanceof ChannelRefused) {
      this.#budget.refused(others);
      this.#parts.stats.add('channelsRefused');
    } else {
      this.#members.end(member, 'lost');
    }
  }

  /** Dials as many connections as those who wait could use, within the limits. */
  #grow(): void {
    if (this.#closed) return;
    const some = this.#members.size > 0;
    if (some && this.#parts.clock.monotonic() < this.#growAfter) return;
    const forUses = Math.ceil(this.#uses.length / this.#channels);
    const wanted = Math.max(forUses, this.#arrivals.length > 0 ? 1 : 0);
    while (this.#dials.size < wanted && this.#members.size + this.#dials.size < this.#connections) this.#dial();
  }

  #dial(): void {
    const { slots, dialler } = this.#parts;
    const lost = this.#members.takeLost();
    this.#dials.start({
      takeSlot: (signal) => slots.take(signal, () => this.#members.size === 0),
      giveSlotBack: () => slots.giveBack(false),
      connect: (signal) => (lost ? dialler.reconnect(this.target, signal) : dialler.connect(this.target, signal)),
      arrived: (connection) => this.#arrived(connection),
      failed: (error) => this.#failed(error),
      ended: () => {
        this.#grow();
        this.#settled();
      },
    });
  }

  #arrived(connection: Connection): void {
    const member = this.#members.add(connection);
    if (this.#closed) this.#members.end(member, 'done');
    this.#arrivals.serveAll();
    this.#serve();
    this.#members.rest(member);
  }

  /** With another connection, or a dial for one, nobody has to fail: they wait, and more are not asked for at once. */
  #failed(error: unknown): void {
    if (isExhausted(error) && this.#parts.slots.lower(this.#parts.stats.open)) return;
    this.#parts.stats.add('dialsFailed');
    this.#growAfter = this.#parts.clock.monotonic() + GROWTH_PAUSE;
    if (this.#members.connected || this.#dials.size > 0) return;
    this.#uses.failAll(error);
    this.#arrivals.failAll(error);
  }

  #gaveUp(): void {
    if (this.#uses.length + this.#arrivals.length === 0) this.#dials.dropAll();
    this.#settled();
  }

  #refuseWhenClosed(): void {
    if (this.#closed) throw closedError();
  }

  /** Commands at a time on one connection. */
  get #channels(): number {
    return this.#parts.settings.connectionSharing === 'per_worker' ? 1 : this.#budget.limit;
  }

  /** Connections to this host at most. */
  get #connections(): number {
    const { connectionReuse, connectionSharing, maxConnectionsPerHost } = this.#parts.settings;
    return !connectionReuse || connectionSharing === 'shared' ? 1 : maxConnectionsPerHost;
  }
}

function isExhausted(error: unknown): boolean {
  return error instanceof ConnectionError && error.kind === 'exhausted';
}

/** What those are told who wait for a connection when all are ended. */
export function closedError(): ConnectionError {
  return new ConnectionError('lost', 'all connections were closed');
}
