import type { Role } from '../../vars/role.ts';

/**
 * Which roles the hosts of a play have been through. A use of a role that has run something on a host and come to its end there is through:
 * an equal one is passed over on that host, unless it may be repeated. Whether it may, equal uses have in common: as in the reference, the
 * last import says it, and each include when it is reached.
 */
export class RoleProgress {
  readonly #begun = new Set<string>();
  readonly #through = new Set<string>();
  readonly #repeatable = new Map<string, boolean>();

  /** Takes over from roles, in their order, whether their uses may be repeated. */
  admit(roles: readonly Role[]): void {
    for (const { use, repeatable } of roles) this.#repeatable.set(use, repeatable);
  }

  /** Notes that a task of the role has run on a host, whether it went well or not. */
  begin(role: Role, host: string): void {
    this.#begun.add(keyOf(role, host));
  }

  /** Notes that a host has come to the role's end. */
  end(role: Role, host: string): void {
    const key = keyOf(role, host);
    if (this.#begun.has(key)) this.#through.add(key);
  }

  /** Whether a host passes the role's tasks over. */
  passesOver(role: Role, host: string): boolean {
    return this.#through.has(keyOf(role, host)) && this.#repeatable.get(role.use) !== true;
  }
}

const keyOf = (role: Role, host: string): string => `${host} ${role.use}`;
