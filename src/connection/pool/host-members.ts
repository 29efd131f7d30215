import type { Connection } from '../connection.ts';
import { type EndReason, Member, type MemberOwner } from './member.ts';
import type { PoolParts } from './pool-parts.ts';

/** The connections to one host, from their arrival to their end. */
export class HostMembers {
  readonly #parts: PoolParts;
  readonly #owner: MemberOwner;
  readonly #ended: () => void;
  readonly #members = new Set<Member>();
  #lost = false;

  /** `ended` is called whenever one has ended. */
  constructor(parts: PoolParts, owner: MemberOwner, ended: () => void) {
    this.#parts = parts;
    this.#owner = owner;
    this.#ended = ended;
  }

  /** How many there are, those that are being ended included. */
  get size(): number {
    return this.#members.size;
  }

  /** Whether one seems usable, as far as is known here. */
  get connected(): boolean {
    return [...this.#members].some((member) => member.retired === undefined && member.connection.alive());
  }

  /** Whether one was found dead since this was last asked. */
  takeLost(): boolean {
    const lost = this.#lost;
    this.#lost = false;
    return lost;
  }

  add(connection: Connection): Member {
    const member = new Member(connection, this.#parts.clock.monotonic());
    this.#members.add(member);
    this.#parts.stats.opened();
    return member;
  }

  /** Of the usable ones with less than `channels` running, the one with the least. Those found dead or too old on the way are ended. */
  pick(channels: number): Member | undefined {
    let best: Member | undefined;
    for (const member of this.#members) {
      this.#inspect(member);
      const usable = member.retired === undefined && member.running < channels;
      if (usable && (best === undefined || member.running < best.running)) best = member;
    }
    return best;
  }

  begin(member: Member): Member {
    member.running += 1;
    this.#parts.idle.delete(member);
    return member;
  }

  /** One use of it is over. */
  finish(member: Member): void {
    member.running -= 1;
    member.idleSince = this.#parts.clock.monotonic();
    this.#inspect(member);
    this.#closeWhenIdle(member);
  }

  /** Nobody has anything for it to do. */
  rest(member: Member): void {
    if (member.running > 0 || member.retired !== undefined) return;
    this.#parts.idle.add(member, this.#owner);
    this.#parts.slots.makeRoom();
  }

  /** Ends one, now or as soon as nothing runs on it. */
  end(member: Member, reason: EndReason): void {
    if (member.retired !== undefined) return;
    member.retired = reason;
    if (reason === 'lost') this.#lost = true;
    this.#parts.idle.delete(member);
    this.#closeWhenIdle(member);
  }

  endAll(reason: EndReason): void {
    for (const member of this.#members) this.end(member, reason);
  }

  /** Closes all at once, whatever runs on them; resolves when all have ended. */
  async closeAll(): Promise<void> {
    const members = [...this.#members];
    for (const member of members) {
      member.retired ??= 'done';
      this.#parts.idle.delete(member);
      this.#close(member, member.retired);
    }
    await Promise.all(members.map((member) => member.closing));
  }

  /** Ends those that turn out to be dead, or too old while idle. */
  inspectAll(): void {
    for (const member of this.#members) this.#inspect(member);
  }

  #inspect(member: Member): void {
    if (member.retired !== undefined) return;
    const { clock, settings } = this.#parts;
    const old = clock.monotonic() - member.openedAt >= settings.connectionTtl * 1000;
    if (!member.connection.alive()) this.end(member, 'lost');
    else if (old && member.running === 0) this.end(member, 'expired');
  }

  #closeWhenIdle(member: Member): void {
    if (member.running === 0 && member.retired !== undefined) this.#close(member, member.retired);
  }

  /** Its slot is free only when it has really ended. */
  #close(member: Member, reason: EndReason): void {
    if (member.closing !== undefined) return;
    const { stats, slots } = this.#parts;
    if (reason !== 'done') stats.add(reason);
    member.closing = member.connection.close().then(() => {
      this.#members.delete(member);
      stats.closed();
      slots.giveBack(reason === 'evicted');
      this.#ended();
    });
  }
}
