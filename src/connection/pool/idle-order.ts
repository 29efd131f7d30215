import type { Member } from './member.ts';

/** The idle connections of all hosts, from the least to the most recently used. A Map's own order is all it takes. */
export class IdleOrder<Owner> {
  readonly #idle = new Map<Member, Owner>();

  /** Puts one behind all others. */
  add(member: Member, owner: Owner): void {
    this.#idle.delete(member);
    this.#idle.set(member, owner);
  }

  delete(member: Member): void {
    this.#idle.delete(member);
  }

  /** The least recently used one whose owner will do. */
  oldest(will: (owner: Owner) => boolean): [member: Member, owner: Owner] | undefined {
    for (const entry of this.#idle) if (will(entry[1])) return entry;
    return undefined;
  }

  /** All of them, as they are now. */
  all(): [member: Member, owner: Owner][] {
    return [...this.#idle];
  }
}
